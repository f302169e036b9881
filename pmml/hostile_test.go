package pmml_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/internal/pmmltest/files"
	"github.com/gopmml/gopmml/pmml"
)

// repeat reads head, then n times part, without holding it.
func repeat(head, part string, n int) io.Reader {
	return io.MultiReader(strings.NewReader(head), &repeater{part: part, left: n})
}

type repeater struct {
	part, rest string
	left       int
}

func (r *repeater) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		if r.rest == "" {
			if r.left == 0 {
				break
			}
			r.left--
			r.rest = r.part
		}
		k := copy(p[n:], r.rest)
		r.rest = r.rest[k:]
		n += k
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

const start = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">`

func TestHostile(t *testing.T) {
	const many = 10_000_000
	short := []pmml.ParseOption{pmml.WithMaxTokenLength(1 << 20)}
	for _, tt := range []struct {
		name  string
		class error
		text  io.Reader
		opts  []pmml.ParseOption
		want  string
	}{
		{"nested extensions", pmml.ErrLimit, repeat(start, "<Extension>", many), nil, "depth=10000: elements stand deeper inside each other"},
		{"nested nodes", pmml.ErrLimit, repeat(start+`<DataDictionary/><TreeModel functionName="regression"><MiningSchema/>`, "<Node><True/>", many), nil, "depth=10000: elements stand deeper inside each other"},
		{"nested nodes, deepest", pmml.ErrLimit, repeat(start+`<DataDictionary/><TreeModel functionName="regression"><MiningSchema/>`, "<Node><True/>", many), []pmml.ParseOption{pmml.WithMaxDepth(100_000)}, "depth=100000: elements stand deeper inside each other"},
		{"nested elements of another model", pmml.ErrLimit, repeat(start+`<DataDictionary/><DeepNetwork functionName="regression">`, "<a>", many), nil, "depth=10000: elements stand deeper inside each other"},
		{"nested cells", pmml.ErrLimit, repeat(start+`<DataDictionary><Taxonomy name="t"><ChildParent childField="a" parentField="b"><InlineTable><row>`, "<a>", many), nil, "depth=10000: elements stand deeper inside each other"},
		{"many elements", pmml.ErrLimit, repeat(start+"<Extension>", "<a/>", many), []pmml.ParseOption{pmml.WithMaxNodes(1000)}, "elements=1000: the document has more elements"},
		{"long attribute", pmml.ErrLimit, repeat(start+`<Header copyright="`, "0123456789abcdef", many), nil, "token=67108864: a tag or text has more bytes"},
		{"long attribute of references", pmml.ErrLimit, repeat(start+`<Header copyright="`, "&amp;&amp;&amp;&amp;", many), short, "token=1048576: a tag or text has more bytes"},
		{"long text", pmml.ErrLimit, repeat(start+`<Header><Annotation>`, "0123456789abcdef", many), short, "token=1048576: a tag or text has more bytes"},
		{"long text in pieces", pmml.ErrLimit, repeat(start+`<Header><Annotation>`, "0123456789abcdef<!-- -->", many), short, "token=1048576: a tag or text has more bytes"},
		{"long CDATA section", pmml.ErrLimit, repeat(start+`<Header><Annotation><![CDATA[`, "0123456789abcdef", many), short, "token=1048576: a tag or text has more bytes"},
		{"long name", pmml.ErrLimit, repeat(start+`<`, "aaaaaaaaaaaaaaaa", many), short, "token=1048576: a tag or text has more bytes"},
		{"long end tag", pmml.ErrLimit, repeat(start+`</PMML `, "                ", many), short, "token=1048576: a tag or text has more bytes"},
		{"long blank in an instruction's name", pmml.ErrLimit, repeat(start+`<?`, "aaaaaaaaaaaaaaaa", many), short, "token=1048576: a tag or text has more bytes"},
		{"many attributes", pmml.ErrLimit, repeatAttributes(start+`<Header `, many), nil, "an element has more than 1000 attributes"},
		{"many prefixes", pmml.ErrLimit, repeatPrefixes(start, 2000), nil, "more than 1000 namespace prefixes are in scope"},
		{"endless comment", pmml.ErrLimit, repeat(start+`<!--`, "0123456789abcde\n", many), []pmml.ParseOption{pmml.WithMaxBytes(30 << 20)}, "bytes=31457280: the document has more bytes"},
		{"endless instruction", pmml.ErrLimit, repeat(start+`<?a `, "0123456789abcde\n", many), []pmml.ParseOption{pmml.WithMaxBytes(30 << 20)}, "bytes=31457280: the document has more bytes"},
		{"endless blank", pmml.ErrLimit, repeat("", "               \n", many), []pmml.ParseOption{pmml.WithMaxBytes(30 << 20)}, "bytes=31457280: the document has more bytes"},
		{"long declaration", pmml.ErrLimit, repeat("<?xml ", "               \n", many), short, "token=1048576: a tag or text has more bytes"},
		{"billion laughs", pmml.ErrUnsupported, strings.NewReader(`<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "&b;&b;&b;"><!ENTITY b "lol">]><PMML>&a;</PMML>`), nil, "document type declarations are not processed"},
		{"external entity", pmml.ErrUnsupported, strings.NewReader(`<!DOCTYPE PMML SYSTEM "file:///etc/passwd"><PMML/>`), nil, "document type declarations are not processed"},
		{"gzip bomb", pmml.ErrLimit, bomb(t, "<!--", 20<<20), []pmml.ParseOption{pmml.WithMaxBytes(10 << 20)}, "bytes=10485760: the document has more bytes"},
		{"gzip bomb of one text", pmml.ErrLimit, bomb(t, "<Header><Annotation>", 20<<20), short, "token=1048576: a tag or text has more bytes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := pmml.Parse(tt.text, tt.opts...)
			runtime.ReadMemStats(&after)
			var fault *pmml.Error
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, tt.class, fault.Class)
			assert.Equal(t, tt.want, fault.Detail)
			const most = 512 << 20 // all windows on the way to the longest, one after the other
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(most))
		})
	}
}

func repeatAttributes(head string, n int) io.Reader {
	var b strings.Builder
	b.WriteString(head)
	for i := range min(n, 100_000) {
		fmt.Fprintf(&b, "a%d='' ", i)
	}
	return strings.NewReader(b.String())
}

func repeatPrefixes(head string, n int) io.Reader {
	var b strings.Builder
	b.WriteString(head)
	for i := range n {
		fmt.Fprintf(&b, "<Extension xmlns:a%d='u'>", i)
	}
	return strings.NewReader(b.String())
}

// bomb gives a compressed document with one text of size bytes after head.
func bomb(t *testing.T, head string, size int) io.Reader {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := io.Copy(z, repeat(start+head, strings.Repeat("0", 1024), size/1024))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return &b
}

func TestHostileDocuments(t *testing.T) {
	dir := files.Shared(t, "hostile")
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		_, err := pmml.ParseFile(filepath.Join(dir, f.Name()))
		require.ErrorIs(t, err, pmml.ErrUnsupported)
		assert.Equal(t, filepath.Join(dir, f.Name())+":2:1: unsupported: document type declarations are not processed", err.Error())
	}
}

// TestTruncated cuts a document at each of its bytes.
func TestTruncated(t *testing.T) {
	text := `<?xml version="1.0" encoding="UTF-8"?>
<!-- c --><?pi x?>
` + wrap(`<TreeModel functionName="regression" x-a="1"><Extension name="e">t<a/></Extension><MiningSchema/>
<Node id="ä&lt;"><SimpleSetPredicate field="x" booleanOperator="isIn"><Array type="string">a <![CDATA["b"]]></Array></SimpleSetPredicate></Node></TreeModel>`)
	_, err := pmml.Parse(strings.NewReader(text))
	require.NoError(t, err)
	for i := range len(text) {
		_, err := pmml.Parse(strings.NewReader(text[:i]))
		require.ErrorIs(t, err, pmml.ErrSyntax, "cut at %d", i)
	}
}

func TestDeepTree(t *testing.T) {
	const deep = 9000
	doc, err := pmml.Parse(strings.NewReader(tree(strings.Repeat("<Node><True/>", deep) + strings.Repeat("</Node>", deep))))
	require.NoError(t, err)
	n := 0
	for node := doc.Models[0].(*pmml.TreeModel).Node; node != nil; n++ {
		if len(node.Nodes) == 0 {
			break
		}
		node = node.Nodes[0]
	}
	assert.Equal(t, deep-1, n)
}

func TestOptions(t *testing.T) {
	for name, o := range map[string]pmml.ParseOption{
		"WithMaxDepth(0)":                pmml.WithMaxDepth(0),
		"WithMaxDepth(100001)":           pmml.WithMaxDepth(100_001),
		"WithMaxBytes(0)":                pmml.WithMaxBytes(0),
		"WithMaxNodes(-1)":               pmml.WithMaxNodes(-1),
		"WithMaxTokenLength(0)":          pmml.WithMaxTokenLength(0),
		"WithMaxTokenLength(2147483647)": pmml.WithMaxTokenLength(math.MaxInt32),
	} {
		_, err := pmml.Parse(strings.NewReader(wrap("")), o)
		require.ErrorIs(t, err, pmml.ErrOption)
		assert.Contains(t, err.Error(), "invalid option: "+name+": the value must lie between 1 and ")
	}
	text := wrap("")
	for name, tt := range map[string]struct {
		ok, small pmml.ParseOption
	}{
		"depth":  {pmml.WithMaxDepth(3), pmml.WithMaxDepth(2)},
		"bytes":  {pmml.WithMaxBytes(int64(len(text))), pmml.WithMaxBytes(int64(len(text)) - 1)},
		"nodes":  {pmml.WithMaxNodes(4), pmml.WithMaxNodes(3)},
		"length": {pmml.WithMaxTokenLength(59), pmml.WithMaxTokenLength(58)},
	} {
		_, err := pmml.Parse(strings.NewReader(text), tt.ok, nil)
		require.NoError(t, err, name)
		_, err = pmml.Parse(strings.NewReader(text), tt.small)
		require.ErrorIs(t, err, pmml.ErrLimit, name)
	}
}
