package pmml

func (doc *Document) encode(e *encoder) {
	e.begin("PMML", &doc.Element)
	if e.root.namespace != "" {
		e.needText("xmlns", e.root.namespace)
	}
	if e.root.text != "" {
		e.needText("version", e.root.text)
	}
	e.text("x-baseVersion", doc.BaseVersion)
	e.vendorAttributes()
	if t := doc.MiningBuildTask; t != nil && t.Content != nil {
		e.declareOwn(undeclared(t.Content, nil))
	}
	writeOne(e, doc.Header)
	writeOne(e, doc.MiningBuildTask)
	writeNeeded(e, "DataDictionary", doc.DataDictionary)
	writeOne(e, doc.TransformationDictionary)
	for _, m := range doc.Models {
		writeNode(e, m)
	}
	// Other elements have their Extensions before all else.
	e.extensions()
	e.end()
}

// encode writes the task as it stands.
func (t *MiningBuildTask) encode(e *encoder) {
	if t.Content == nil {
		e.begin("MiningBuildTask", &t.Element)
		e.end()
		return
	}
	if t.Content.Tag != "MiningBuildTask" || e.isForeign(t.Content) {
		e.fail(ErrInvalid, "the content of the MiningBuildTask is another element")
		return
	}
	e.beforeChild()
	e.raw(t.Content, t.Content.Attr)
}

func (h *Header) encode(e *encoder) {
	e.begin("Header", &h.Element)
	e.text("copyright", h.Copyright)
	e.text("description", h.Description)
	e.text("modelVersion", h.ModelVersion)
	e.endAttributes()
	writeOne(e, h.Application)
	writeMany(e, h.Annotations)
	writeOne(e, h.Timestamp)
	e.end()
}

func (a *Application) encode(e *encoder) {
	e.begin("Application", &a.Element)
	e.needText("name", a.Name)
	e.text("version", a.Version)
	e.endAttributes()
	e.end()
}

func (a *Annotation) encode(e *encoder) {
	e.beginText("Annotation", &a.Element)
	e.endAttributes()
	e.endText(a.Text)
}

func (t *Timestamp) encode(e *encoder) {
	e.beginText("Timestamp", &t.Element)
	e.endAttributes()
	e.endText(t.Text)
}
