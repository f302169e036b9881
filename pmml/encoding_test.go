package pmml_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"github.com/gopmml/gopmml/pmml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// utf16Text gives a text in UTF-16.
func utf16Text(text string, order binary.AppendByteOrder, mark bool) string {
	var b []byte
	if mark {
		b = order.AppendUint16(b, 0xFEFF)
	}
	for _, u := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func gzipped(t testing.TB, text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := io.WriteString(z, text)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return b.String()
}

func TestEncodings(t *testing.T) {
	doc := func(encoding, copyright string) string {
		if encoding != "" {
			encoding = `<?xml version="1.0" encoding="` + encoding + `"?>` + "\n"
		}
		return encoding + `<PMML version="4.4"><Header copyright="` + copyright + `"/><DataDictionary/></PMML>`
	}
	const all = "aä€😀"
	for _, tt := range []struct{ name, text, want string }{
		{"UTF-8, undeclared", doc("", all), all},
		{"UTF-8", doc("UTF-8", all), all},
		{"utf-8, lower case", doc("utf-8", all), all},
		{"UTF-8 with a mark", "\ufeff" + doc("UTF-8", all), all},
		{"UTF-16LE with a mark", utf16Text(doc("UTF-16", all), binary.LittleEndian, true), all},
		{"UTF-16BE with a mark", utf16Text(doc("UTF-16", all), binary.BigEndian, true), all},
		{"UTF-16LE, declared", utf16Text(doc("UTF-16LE", all), binary.LittleEndian, false), all},
		{"UTF-16BE, declared", utf16Text(doc("UTF-16BE", all), binary.BigEndian, false), all},
		{"UTF-16LE, undeclared", utf16Text(doc("", all), binary.LittleEndian, false), all},
		{"ISO-8859-1", doc("ISO-8859-1", "a\xe4\xff\x85"), "aäÿ\u0085"},
		{"latin1 in single quotes", strings.ReplaceAll(doc("latin1", "\xe4"), `"`, "'"), "ä"},
		{"windows-1252", doc("windows-1252", "\x80\xe4\x9f"), "€äŸ"},
		{"US-ASCII", doc("US-ASCII", "a~"), "a~"},
		{"gzip", gzipped(t, doc("UTF-8", all)), all},
		{"gzip of UTF-16", gzipped(t, utf16Text(doc("UTF-16", all), binary.LittleEndian, true)), all},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, r := range []io.Reader{strings.NewReader(tt.text), iotest.OneByteReader(strings.NewReader(tt.text)), iotest.DataErrReader(strings.NewReader(tt.text))} {
				doc, err := pmml.Parse(r)
				require.NoError(t, err)
				got, ok := doc.Header.Copyright.Get()
				assert.True(t, ok)
				assert.Equal(t, tt.want, got)
			}
		})
	}
	for _, tt := range []struct{ name, text, want string }{
		{"no ASCII", doc("US-ASCII", "a\xe4"), "2:41: malformed XML: the byte 0xE4 is not a character of the encoding US-ASCII"},
		{"no windows-1252", doc("windows-1252", "\x81"), "2:40: malformed XML: the byte 0x81 is not a character of the encoding windows-1252"},
		{"UTF-16 declared only", doc("UTF-16", ""), `1:1: malformed XML: the XML declaration says encoding="UTF-16", but the text is in units of 8 bits`},
		{"UTF-32", "\x00\x00\xfe\xff\x00\x00\x00<", "1:1: malformed XML: the encoding UTF-32 is not read; expected UTF-8, UTF-16, ISO-8859-1, windows-1252 or US-ASCII"},
		{"half a surrogate pair", utf16Text(`<a b="`, binary.LittleEndian, true) + "\x00\xd8\x20\x00", "1:7: malformed XML: half of a surrogate pair stands alone in UTF-16 text"},
		{"half a unit", utf16Text(`<a/>`, binary.LittleEndian, true) + "\x20", "1:1: invalid document: the root element is \"a\"; expected PMML"},
		{"half a unit in text", utf16Text(`<a `, binary.LittleEndian, true) + "\x20", "1:4: malformed XML: UTF-16 text ends inside a character"},
		{"broken gzip", gzipped(t, doc("", all))[:40], "malformed XML: the compressed text is broken: unexpected EOF"},
		{"broken head of gzip", "\x1f\x8b\x00\x00", "malformed XML: the compressed text is broken: unexpected EOF"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := pmml.Parse(strings.NewReader(tt.text))
			require.ErrorContains(t, err, tt.want)
		})
	}
}
