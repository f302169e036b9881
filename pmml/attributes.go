package pmml

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// attribute gives the attribute of the element that the scanner stands on, nil
// where it is left out.
func (d *decoder) attribute(name string) *xmlAttr {
	for i := range d.s.attrs {
		a := &d.s.attrs[i]
		if a.name.attr == name && !a.used && (a.name.kind == namePlain || a.name.kind == namePrefixed && d.isPrefixedPMML(a.name)) {
			a.used = true
			return a
		}
	}
	return nil
}

// has says whether an attribute is there, asked for or not: one that a fault was
// found in is.
func (d *decoder) has(name string) bool {
	for i := range d.s.attrs {
		a := &d.s.attrs[i]
		if a.name.attr == name && (a.name.kind == namePlain || a.name.kind == namePrefixed && d.isPrefixedPMML(a.name)) {
			return true
		}
	}
	return false
}

// isPrefixedPMML says whether a name's prefix stands for a namespace of PMML.
func (d *decoder) isPrefixedPMML(n *xmlName) bool {
	id, ok := d.s.spaces.lookup(n.prefix)
	return ok && d.isPMML(id)
}

func (d *decoder) failMissing(name string) {
	d.fail(CodeAttributeMissing, d.s.place, "", []string{name}, fmt.Sprintf("required attribute %q is missing", name))
}

// failAttribute records that an attribute's value is not one of those wanted.
func (d *decoder) failAttribute(a *xmlAttr, rule Code, want []string, format string, args ...any) {
	if d.err == nil {
		d.fail(rule, d.s.posAt(a.at), clip(string(a.value)), want, fmt.Sprintf(format, args...))
	}
}

// endAttributes deals with the attributes that nobody has asked for.
func (d *decoder) endAttributes() {
	if d.err != nil {
		return
	}
	for i := range d.s.attrs {
		a := &d.s.attrs[i]
		if a.used || a.name.kind == nameDefaultSpace {
			continue
		}
		switch {
		case a.name.kind == namePrefixSpace:
			if id, ok := d.s.spaces.lookup(a.name.local); ok && d.isPMML(id) {
				continue
			}
		case a.name.kind == namePrefixed && !d.isPrefixedPMML(a.name):
		case isVendorName(a.name.local), d.isStray(d.top().name, a.name.local):
		default:
			if d.err == nil {
				name := clip(a.name.raw)
				d.fail(CodeAttributeUnknown, d.s.posAt(a.at), name, nil, fmt.Sprintf("attribute %q is not an attribute of %s", name, d.top().name))
			}
			continue
		}
		v := d.vendor()
		v.Attributes = append(v.Attributes, Attribute{Name: a.name.raw, Value: string(a.value)})
	}
}

// isTensor says whether a field has the data type of DeepNetwork documents. The
// attribute then stays with the vendor's.
func (d *decoder) isTensor() bool {
	if !d.vendorVersion {
		return false
	}
	for i := range d.s.attrs {
		if a := &d.s.attrs[i]; a.name.attr == "dataType" {
			return string(a.value) == "tensor"
		}
	}
	return false
}

// text gives an attribute as it stands.
func (d *decoder) text(name string) Optional[string] {
	if a := d.attribute(name); a != nil {
		return Some(d.strings.get(a.value))
	}
	return Optional[string]{}
}

// needText gives an attribute that must be there.
func (d *decoder) needText(name string) string {
	a := d.attribute(name)
	if a == nil {
		d.failMissing(name)
		return ""
	}
	return d.strings.get(a.value)
}

// number gives an attribute of the types REAL-NUMBER, NUMBER, PROB-NUMBER and
// xs:double.
func (d *decoder) number(name string) Optional[float64] {
	a := d.attribute(name)
	if a == nil {
		return Optional[float64]{}
	}
	f, ok := parseNumber(a.value)
	if !ok {
		d.failAttribute(a, CodeValueNotNumber, []string{"number"}, "attribute %s=%q is not a number", name, clip(string(a.value)))
		return Optional[float64]{}
	}
	return Some(f)
}

func (d *decoder) needNumber(name string) float64 {
	v, ok := d.number(name).Get()
	if !ok && !d.has(name) {
		d.failMissing(name)
	}
	return v
}

// integer gives an attribute of the type INT-NUMBER.
func (d *decoder) integer(name string) Optional[int] {
	a := d.attribute(name)
	if a == nil {
		return Optional[int]{}
	}
	n, ok := parseInteger(a.value)
	if !ok {
		d.failAttribute(a, CodeValueNotNumber, []string{"integer"}, "attribute %s=%q is not an integer", name, clip(string(a.value)))
		return Optional[int]{}
	}
	return Some(n)
}

func (d *decoder) needInteger(name string) int {
	v, ok := d.integer(name).Get()
	if !ok && !d.has(name) {
		d.failMissing(name)
	}
	return v
}

// boolean gives an attribute of the type xs:boolean.
func (d *decoder) boolean(name string) Optional[bool] {
	return d.choice(name, "true", "false")
}

// choice gives whether an attribute is yes rather than no; 1 and 0, and any
// case, are read too.
func (d *decoder) choice(name, yes, no string) Optional[bool] {
	a := d.attribute(name)
	if a == nil {
		return Optional[bool]{}
	}
	v := string(bytes.TrimSpace(a.value))
	switch {
	case v == "1" || strings.EqualFold(v, yes):
		return Some(true)
	case v == "0" || strings.EqualFold(v, no):
		return Some(false)
	}
	d.failAttribute(a, CodeValueUnknown, []string{yes, no}, "attribute %s=%q is neither %s nor %s", name, clip(v), yes, no)
	return Optional[bool]{}
}

// enumeration gives an attribute whose words are names[1:]; 0 where it is left
// out. A word that was a vendor's before it became the standard's may have
// kept its x-.
func enumeration[T ~uint8](d *decoder, name string, names []string) T {
	a := d.attribute(name)
	if a == nil {
		return 0
	}
	if i := findWord(names, a.value); i > 0 {
		return T(i)
	}
	if hasPrefix(a.value, "x-") {
		if i := findWord(names, a.value[2:]); i > 0 {
			return T(i)
		}
	}
	d.failAttribute(a, CodeValueUnknown, names[1:], "value %q of attribute %s is not one of %s", clip(string(a.value)), name, strings.Join(names[1:], ", "))
	return 0
}

func needEnumeration[T ~uint8](d *decoder, name string, names []string) T {
	v := enumeration[T](d, name, names)
	if v == 0 && !d.has(name) {
		d.failMissing(name)
	}
	return v
}

func findWord(names []string, b []byte) int {
	for i := 1; i < len(names); i++ {
		if names[i] == string(b) {
			return i
		}
	}
	return 0
}

// parseNumber reads an xs:double. Blanks around it, and infinity and NaN in any
// case, are let pass. A number too large is infinite, as in XML Schema.
//
// Spec: https://www.w3.org/TR/xmlschema-2/#double
func parseNumber(b []byte) (float64, bool) {
	b = trimSpace(b)
	for _, c := range b {
		if ('0' > c || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return parseSpecial(b)
		}
	}
	f, err := strconv.ParseFloat(string(b), 64)
	if err != nil && !math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}

func parseSpecial(b []byte) (float64, bool) {
	switch strings.ToLower(string(b[:min(len(b), 16)])) {
	case "inf", "+inf", "infinity", "+infinity":
		return math.Inf(1), true
	case "-inf", "-infinity":
		return math.Inf(-1), true
	case "nan":
		return math.NaN(), true
	}
	return 0, false
}

// parseInteger reads an xs:integer, and a number like "3.0" whose value is one.
func parseInteger(b []byte) (int, bool) {
	b = trimSpace(b)
	if n, err := strconv.Atoi(string(b)); err == nil {
		return n, true
	}
	const exact = 1 << 53
	f, ok := parseNumber(b)
	if !ok || f != math.Trunc(f) || math.Abs(f) > exact {
		return 0, false
	}
	return int(f), true
}

func trimSpace(b []byte) []byte {
	for len(b) > 0 && isSpace[b[0]] {
		b = b[1:]
	}
	for len(b) > 0 && isSpace[b[len(b)-1]] {
		b = b[:len(b)-1]
	}
	return b
}

// stringTable gives strings, and often the same one for the same text.
type stringTable struct {
	recent [512]string
}

// maxShared is the length up to which strings are shared.
const maxShared = 40

func (t *stringTable) get(b []byte) string {
	if len(b) == 0 || len(b) > maxShared {
		return string(b)
	}
	hash := uint32(2166136261)
	for _, c := range b {
		hash = (hash ^ uint32(c)) * 16777619
	}
	slot := &t.recent[(hash^hash>>15)&511]
	if *slot != string(b) {
		*slot = string(b)
	}
	return *slot
}
