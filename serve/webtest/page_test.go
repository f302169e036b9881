package webtest

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gopmml/gopmml/serve"
)

// browser begins a browser, and gives the context of a tab with what went wrong in it.
// The test is skipped where there is none.
func browser(t *testing.T, width, height int) (ctx context.Context, wrong *[]string) {
	t.Helper()
	path := ""
	for _, name := range [...]string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("there is no Chromium here")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WindowSize(width, height),
		chromedp.Flag("disable-dev-shm-usage", true))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {})) // of events that it does not know
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	wrong = &[]string{}
	chromedp.ListenTarget(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			*wrong = append(*wrong, e.ExceptionDetails.Error())
		case *runtime.EventConsoleAPICalled:
			*wrong = append(*wrong, fmt.Sprint(e.Type, e.Args))
		}
	})
	return ctx, wrong
}

// hostile is a document whose names and categories are markup.
const hostile = `<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4"><Header/>
<DataDictionary><DataField name="&lt;img src=x onerror=broken()&gt;" optype="categorical" dataType="string"><Value value="&lt;b id='in'&gt;a&lt;/b&gt;"/><Value value="b"/></DataField>
<DataField name="y" optype="categorical" dataType="string"/></DataDictionary>
<TreeModel modelName="&lt;script&gt;broken()&lt;/script&gt;" functionName="classification"><MiningSchema><MiningField name="&lt;img src=x onerror=broken()&gt;"/><MiningField name="y" usageType="target"/></MiningSchema>
<Node id="0"><True/><Node id="&lt;i&gt;1" score="&lt;b id='out'&gt;bold&lt;/b&gt;"><SimplePredicate field="&lt;img src=x onerror=broken()&gt;" operator="equal" value="&lt;b id='in'&gt;a&lt;/b&gt;"/></Node></Node></TreeModel></PMML>`

func served(t *testing.T) *httptest.Server {
	t.Helper()
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "hostile.pmml"), []byte(hostile), 0o644))
	r, err := serve.NewRepository(t.Context(), serve.Options{Folder: folder, Deploy: true, Sources: []serve.Source{
		{Name: "loans", Path: "../../testdata/logistic.pmml"}, {Name: "weather", Path: "../../testdata/tree.pmml"}, {Name: "<u>name</u>", Path: "../../testdata/half_plus_two.pmml"},
	}})
	require.NoError(t, err)
	s := httptest.NewServer(serve.NewHandler(r, serve.HandlerOptions{}))
	t.Cleanup(func() {
		s.Close()
		r.Close()
	})
	return s
}

// field is the control of a form's field.
func field(name string) string { return fmt.Sprintf("[name=%q]", name) }

func TestAPersonScoresARecordAndReadsWhy(t *testing.T) {
	s := served(t)
	ctx, wrong := browser(t, 1200, 900)
	var list, results, why, refused string
	require.NoError(t, chromedp.Run(ctx,
		chromedp.Navigate(s.URL),
		chromedp.WaitVisible(`//a[text()="loans"]`),
		chromedp.Text("#list", &list),
		chromedp.Click(`//a[text()="loans"]`),
		chromedp.WaitVisible("#go"),
		chromedp.SendKeys(field("age"), "35"),
		chromedp.SendKeys(field("income"), "42000"),
		chromedp.SendKeys(field("debt"), "9500"),
		chromedp.SendKeys(field("home"), "rent"),
		chromedp.Click("#go"),
		chromedp.WaitVisible("#results"),
		chromedp.Text("#results", &results),
		chromedp.Text("#why", &why),
		chromedp.SetValue(field("age"), "old"),
		chromedp.Click("#go"),
		chromedp.WaitVisible("#answer .error"),
		chromedp.Text("#answer .error", &refused),
		chromedp.WaitVisible(`label.wrong `+field("age")),
	))
	assert.Contains(t, list, "available")
	assert.Contains(t, list, "<u>name</u>")
	assert.Contains(t, results, "0.5176266210524907")
	assert.Contains(t, why, "home = rent", "a term of the regression")
	assert.Contains(t, why, "intercept")
	assert.Contains(t, refused, "age")
	assert.Contains(t, refused, "old")
	assert.Empty(t, *wrong)
}

func TestABadDocumentIsRefusedWithItsLine(t *testing.T) {
	s := served(t)
	text, err := os.ReadFile("../../testdata/tree.pmml")
	require.NoError(t, err)
	bad := strings.Replace(string(text), "operator=", "operater=", 1)
	line := 1 + strings.Count(bad[:strings.Index(bad, "operater=")], "\n")
	folder := t.TempDir()
	at := func(name, text string) string {
		path := filepath.Join(folder, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		return path
	}
	ctx, wrong := browser(t, 1200, 900)
	var said, excerpt, taken string
	require.NoError(t, chromedp.Run(ctx,
		chromedp.Navigate(s.URL),
		chromedp.WaitVisible("#drop"),
		chromedp.SetUploadFiles("#file", []string{at("bad.pmml", bad)}, chromedp.ByID),
		chromedp.WaitVisible("#deployed .error"),
		chromedp.Text("#deployed .error", &said),
		chromedp.Text("#excerpt mark", &excerpt),
		dropped(at("rain today.pmml", string(text)), string(text)),
		chromedp.WaitVisible(`//div[@id="deployed"]//a[text()="rain-today"]`),
		chromedp.Text("#deployed", &taken),
		chromedp.Click(`#deployed a`),
		chromedp.WaitVisible("#go"),
		chromedp.SetUploadFiles("#file", []string{at("rain-today.pmml", string(text))}, chromedp.ByID),
		chromedp.WaitVisible(`//p[contains(., "version 2 · available")]`),
		chromedp.Click("#back summary"),
		chromedp.SendKeys("#rollback", "1"),
		chromedp.Click("#back button"),
		chromedp.WaitVisible(`//span[text()="pinned"]`),
		chromedp.WaitVisible(`//p[contains(., "version 1 · available")]`),
	))
	assert.Contains(t, said, fmt.Sprintf("bad.pmml, line %d: ", line))
	assert.Contains(t, said, `"operator" is missing`)
	assert.Contains(t, excerpt, "operater=")
	assert.Equal(t, "Version 1 of rain-today is served.", taken)
	assert.Empty(t, *wrong)
}

// dropped drops a file of a text on the page.
func dropped(path, text string) chromedp.Action {
	return chromedp.Evaluate(fmt.Sprintf(`{
		const files = new DataTransfer();
		files.items.add(new File([%q], %q));
		document.getElementById("drop").dispatchEvent(new DragEvent("drop", {dataTransfer: files, bubbles: true, cancelable: true}));
	}`, text, filepath.Base(path)), nil)
}

// Names and categories that are markup are shown as what they are. The page is that of a
// phone, which nothing makes wider than its screen.
func TestHostileNamesOnAPhone(t *testing.T) {
	s := served(t)
	ctx, wrong := browser(t, 390, 844)
	var list, why, results string
	var marked, wide int
	require.NoError(t, chromedp.Run(ctx,
		chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile),
		chromedp.Navigate(s.URL+"/#hostile"),
		chromedp.WaitVisible("#go"),
		chromedp.SetValue("#score select", "1"),
		chromedp.Click("#go"),
		chromedp.WaitVisible("#results"),
		chromedp.Text("#list", &list),
		chromedp.Text("#results", &results),
		chromedp.Text("#why", &why),
		chromedp.Evaluate(`document.querySelectorAll("main img, main u, main b, main i, main script").length`, &marked),
		chromedp.Evaluate(`document.documentElement.scrollWidth`, &wide),
	))
	assert.Contains(t, list, "<u>name</u>")
	assert.Contains(t, results, "<b id='out'>bold</b>")
	assert.Contains(t, why, "<img src=x onerror=broken()> is <b id='in'>a</b>")
	assert.Zero(t, marked, "elements that the texts would be")
	assert.LessOrEqual(t, wide, 390)
	assert.Empty(t, *wrong)
}
