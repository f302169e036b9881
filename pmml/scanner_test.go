package pmml

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// scanAll writes down the tokens of a text, one a line.
func scanAll(r io.Reader) ([]string, *Error) {
	config, _ := newParseConfig(nil)
	src, fault := openSource(r, config.maxBytes)
	if fault != nil {
		return nil, fault
	}
	s := newScanner(src, config)
	var out []string
	text := func(t string) {
		if n := len(out) - 1; n >= 0 && strings.HasPrefix(out[n], "text ") {
			out[n] += t
		} else if t != "" {
			out = append(out, "text "+t)
		}
	}
	for {
		switch s.next(true) {
		case tokenStart:
			line := fmt.Sprintf("start {%s}%s", blanks(s.spaces.uris[s.space()]), s.name.local)
			for _, a := range s.attrs {
				space := ""
				switch a.name.kind {
				case namePrefixed:
					id, _ := s.spaces.lookup(a.name.prefix)
					space = blanks(s.spaces.uris[id])
				case namePrefixSpace:
					space = "xmlns"
				}
				line += fmt.Sprintf(" {%s}%s=%q", space, a.name.local, blanks(string(a.value)))
			}
			out = append(out, line)
		case tokenEnd:
			out = append(out, "end "+s.name.local)
		case tokenText:
			text(string(s.text))
		case tokenEOF:
			return out, nil
		default:
			return out, s.err
		}
	}
}

// blanks makes line ends and tabs blanks: encoding/xml leaves them in attribute
// values and namespaces.
func blanks(s string) string { return strings.NewReplacer("\n", " ", "\t", " ", "\r", " ").Replace(s) }

// scanAllByStandardLibrary writes down the tokens that encoding/xml gives.
func scanAllByStandardLibrary(text []byte) ([]string, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var out []string
	depth := 0
	for {
		t, err := d.Token()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			line := fmt.Sprintf("start {%s}%s", blanks(t.Name.Space), t.Name.Local)
			for _, a := range t.Attr {
				line += fmt.Sprintf(" {%s}%s=%q", blanks(a.Name.Space), a.Name.Local, blanks(a.Value))
			}
			out = append(out, line)
		case xml.EndElement:
			depth--
			out = append(out, "end "+t.Name.Local)
		case xml.CharData:
			if n := len(out) - 1; depth > 0 && len(t) > 0 {
				if strings.HasPrefix(out[n], "text ") {
					out[n] += string(t)
				} else {
					out = append(out, "text "+string(t))
				}
			}
		}
	}
}

func TestScanner(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"empty element", `<a/>`, []string{"start {}a", "end a"}},
		{"blanks in tags", "<a  x = '1'\n\ty\t=\n\"2\" ></a\n>", []string{`start {}a {}x="1" {}y="2"`, "end a"}},
		{"references", `<a x="&lt;&gt;&amp;&apos;&quot;&#65;&#x1F600;">&lt;&#9;&#x20AC;</a>`, []string{`start {}a {}x="<>&'\"A😀"`, "text <\t€", "end a"}},
		{"line ends in text", "<a>1\r\n2\r3\n4\r\r\n5&#13;</a>", []string{"start {}a", "text 1\n2\n3\n4\n\n5\r", "end a"}},
		{"line ends in values", "<a x='1\r\n2\r3\t4'/>", []string{`start {}a {}x="1 2 3 4"`, "end a"}},
		{"the other quote", `<a x='"' y="'"/>`, []string{`start {}a {}x="\"" {}y="'"`, "end a"}},
		{"CDATA", "<a>1<![CDATA[<b>&amp;]]]]><![CDATA[>]]>2</a>", []string{"start {}a", "text 1<b>&amp;]]>2", "end a"}},
		{"comments and instructions", "<?xml version='1.0' encoding='UTF-8' standalone='no' ?><!----><?x?><a><!-- - <b> --><?y <z?>?></a><!-- --><?z ?> ", []string{"start {}a", "text ?>", "end a"}},
		{"namespaces", `<a xmlns="u" xmlns:p="v"><p:b p:x="1" x="2" xmlns=""><c/></p:b><c xmlns:p="w"><p:c/></c><p:d xml:lang="en"/></a>`, []string{
			`start {u}a {}xmlns="u" {xmlns}p="v"`, `start {v}b {v}x="1" {}x="2" {}xmlns=""`, "start {}c", "end c", "end b",
			`start {u}c {xmlns}p="w"`, "start {w}c", "end c", "end c",
			`start {v}d {http://www.w3.org/XML/1998/namespace}lang="en"`, "end d", "end a",
		}},
		{"names of other scripts", "<größe ä·='1'><名前/></größe>", []string{`start {}größe {}ä·="1"`, "start {}名前", "end 名前", "end größe"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, fault := scanAll(strings.NewReader(tt.text))
			require.Nil(t, fault)
			assert.Equal(t, tt.want, got)
			got, fault = scanAll(iotest.OneByteReader(strings.NewReader(tt.text)))
			require.Nil(t, fault)
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestScannerRefuses(t *testing.T) {
	for _, text := range []string{
		`<a:b:c/>`, `<:a/>`, `<a:/>`, `<a xmlns:p=""/>`, `<a xmlns:xml="u"/>`, `<a xmlns:xmlns="u"/>`, `<a xmlns="http://www.w3.org/2000/xmlns/"/>`,
		`<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>`, `<a p:x="1"/>`, `<xmlns:a/>`,
		`<a></b>`, `<a/ >`, `<a / >`, `</a>`, `<a>`, `<a/><b/>`, `<a/>&amp;`, `<![CDATA[]]><a/>`, `<a><!x></a>`, `<a><!-></a>`, `<!ELEMENT a ANY><a/>`,
		`<a>&</a>`, `<a>&;</a>`, `<a>&#;</a>`, `<a>&#x;</a>`, `<a>&#xD800;</a>`, `<a>&#x110000;</a>`, `<a>&#99999999999;</a>`, `<a>&#X41;</a>`, `<a>&nbsp;</a>`, `<a>&lt</a>`,
		`<a x/>`, `<a x=/>`, `<a x='1'y='2'/>`, `<a 'x'/>`, `<a =''/>`, `<a x="1/>`,
		`<?xml version="1.0"?><?xml version="1.0"?><a/>`, `<?XML version="1.0"?><a/>`, `<?xml?><a/>`, `<?xml version="1.0" standalone="maybe"?><a/>`,
		`<?xml version="1.0" standalone="yes" encoding="UTF-8"?><a/>`, `<?xml version="1.0"encoding="UTF-8"?><a/>`, `<?xml version="1.0" encoding="1"?><a/>`, `<?xml version=1.0?><a/>`,
		`<? x?><a/>`, `<?x/y?><a/>`, `<?x?y?><a/>`, `<?x`, `<!--`, `<!-- --`, "<a>\x00</a>", "<a>\xc0\x80</a>", "<a>\xed\xa0\x80</a>", "<a>\xe2\x82", "<a>\uFFFF</a>",
	} {
		_, fault := scanAll(strings.NewReader(text))
		require.NotNil(t, fault, text)
		assert.Equal(t, ErrSyntax, fault.Class, text)
		assert.NotZero(t, fault.Pos, text)
		_, again := scanAll(iotest.OneByteReader(strings.NewReader(text)))
		assert.Equal(t, fault, again, text)
	}
}

// FuzzScanner compares the scanner with encoding/xml: what the scanner accepts
// must have the same tokens there.
func FuzzScanner(f *testing.F) {
	for _, text := range []string{
		`<?xml version="1.0" encoding="UTF-8"?><!-- c --><a xmlns="u" xmlns:p="v" p:x="&lt;&#10;"><p:b>t<![CDATA[<]]></p:b>&amp;</a>`,
		"<a b='\r\n\t'>\r\n]] ></a>", `<größe/>`, `<a x="1" y='2'><b/><c></c ></a><?p i?>`,
	} {
		f.Add([]byte(text))
	}
	files, _ := filepath.Glob(filepath.Join("..", "..", "shared", "conformance", "jpmml-model", "pmml", "*.pmml"))
	for _, name := range files {
		if text, err := os.ReadFile(name); err == nil {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, fault := scanAll(bytes.NewReader(text))
		slow, again := scanAll(iotest.HalfReader(bytes.NewReader(text)))
		require.Equal(t, fault, again)
		require.Equal(t, got, slow)
		if fault != nil {
			return
		}
		if enc := declaredEncoding(text); len(text) >= 2 && (text[0] > 0x7f || text[0] == 0 || text[1] == 0) || enc != "" && !strings.EqualFold(enc, "utf-8") {
			return // the scanner has read another encoding, or gzip
		}
		want, err := scanAllByStandardLibrary(text)
		if err != nil {
			// It knows the names of an older edition of XML, and takes any version,
			// instruction or colon as it comes.
			for _, known := range []string{"invalid XML name", "expected element name", "expected attribute name", "encoding"} {
				if strings.Contains(err.Error(), known) && !ascii(text) {
					return
				}
			}
		}
		require.NoError(t, err)
		require.Equal(t, want, got)
	})
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c > 0x7f {
			return false
		}
	}
	return true
}

func TestPlainPrefixEndsWhereALookIsNeeded(t *testing.T) {
	state := uint64(1)
	next := func(n uint64) uint64 { state = state*6364136223846793005 + 1442695040888963407; return state >> 33 % n }
	for range 200_000 {
		b := make([]byte, next(20))
		for i := range b {
			switch next(12) {
			case 0:
				b[i] = byte(next(256))
			case 1:
				b[i] = '\t'
			case 2:
				b[i] = '\n'
			default:
				b[i] = byte(' ' + next(95))
			}
		}
		want := 0
		for want < len(b) && isPlainText[b[want]] {
			want++
		}
		require.Equal(t, want, plainPrefix(b), "%q", b)
	}
}
