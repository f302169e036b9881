package pmml

// TextModel finds the documents of a corpus that a text is like. It is
// deprecated since PMML 4.2.
//
// Spec: https://dmg.org/pmml/v4-4-1/Text.html
type TextModel struct {
	ModelBase
	NumberOfTerms          int
	NumberOfDocuments      int
	TextDictionary         *TextDictionary
	TextCorpus             *TextCorpus
	DocumentTermMatrix     *DocumentTermMatrix
	TextModelNormalization *TextModelNormalization
	TextModelSimiliarity   *TextModelSimiliarity
}

// ElementName gives "TextModel".
func (*TextModel) ElementName() string { return "TextModel" }

// TextDictionary lists the terms that are counted.
type TextDictionary struct {
	Element
	Taxonomy *Taxonomy
	Array    *Array
}

// TextCorpus lists the documents.
type TextCorpus struct {
	Element
	TextDocuments []*TextDocument
}

// TextDocument is a document of the corpus.
type TextDocument struct {
	Element
	ID     string
	Name   Optional[string]
	Length Optional[int]
	File   Optional[string]
}

// DocumentTermMatrix holds the count of each term (column) in each document
// (row).
type DocumentTermMatrix struct {
	Element
	Matrix *NumMatrix
}

// TextModelNormalization says how counts become weights.
type TextModelNormalization struct {
	Element
	LocalTermWeights      LocalTermWeights
	GlobalTermWeights     GlobalTermWeights
	DocumentNormalization DocumentNormalization
}

// TextModelSimiliarity (sic) says how documents are compared.
type TextModelSimiliarity struct {
	Element
	SimilarityType SimilarityType
}

func (m *TextModel) decode(d *decoder) {
	m.attributes(d)
	m.NumberOfTerms = d.needInteger("numberOfTerms")
	m.NumberOfDocuments = d.needInteger("numberOfDocuments")
	d.endAttributes()
	for d.child() {
		switch {
		case m.ModelBase.child(d):
		case d.is("TextDictionary"):
			one(d, &m.TextDictionary)
		case d.is("TextCorpus"):
			one(d, &m.TextCorpus)
		case d.is("DocumentTermMatrix"):
			one(d, &m.DocumentTermMatrix)
		case d.is("TextModelNormalization"):
			one(d, &m.TextModelNormalization)
		case d.is("TextModelSimiliarity"):
			one(d, &m.TextModelSimiliarity)
		default:
			d.unknown()
		}
	}
	m.finish(d)
	switch {
	case m.TextDictionary == nil:
		d.missing("TextDictionary")
	case m.TextCorpus == nil:
		d.missing("TextCorpus")
	case m.DocumentTermMatrix == nil:
		d.missing("DocumentTermMatrix")
	}
}

func (t *TextDictionary) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Taxonomy"):
			one(d, &t.Taxonomy)
		case d.is("Array"):
			one(d, &t.Array)
		default:
			d.unknown()
		}
	}
	if t.Array == nil {
		d.missing("Array")
	}
}

func (t *TextCorpus) decode(d *decoder) {
	d.begin(&t.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("TextDocument"):
			many(d, &t.TextDocuments)
		default:
			d.unknown()
		}
	}
}

func (t *TextDocument) decode(d *decoder) {
	d.begin(&t.Element)
	t.ID = d.needText("id")
	t.Name = d.text("name")
	t.Length = d.integer("length")
	t.File = d.text("file")
	d.endAttributes()
	d.noChildren()
}

func (x *DocumentTermMatrix) decode(d *decoder) {
	d.begin(&x.Element)
	d.endAttributes()
	for d.child() {
		switch {
		case d.is("Matrix"):
			one(d, &x.Matrix)
		default:
			d.unknown()
		}
	}
	if x.Matrix == nil {
		d.missing("Matrix")
	}
}

func (t *TextModelNormalization) decode(d *decoder) {
	d.begin(&t.Element)
	t.LocalTermWeights = enumeration[LocalTermWeights](d, "localTermWeights", localTermWeightsNames)
	t.GlobalTermWeights = enumeration[GlobalTermWeights](d, "globalTermWeights", globalTermWeightsNames)
	t.DocumentNormalization = enumeration[DocumentNormalization](d, "documentNormalization", documentNormalizationNames)
	d.endAttributes()
	d.noChildren()
}

func (t *TextModelSimiliarity) decode(d *decoder) {
	d.begin(&t.Element)
	t.SimilarityType = enumeration[SimilarityType](d, "similarityType", similarityTypeNames)
	d.endAttributes()
	d.noChildren()
}

// GlobalTermWeights (TextModelNormalization@globalTermWeights) is a term's
// weight in all documents.
type GlobalTermWeights uint8

// The values of GlobalTermWeights.
const (
	GlobalTermWeightsInverseDocumentFrequency GlobalTermWeights = iota + 1
	GlobalTermWeightsNone
	GlobalTermWeightsGFIDF
	GlobalTermWeightsNormal
	GlobalTermWeightsProbabilisticInverse
)

var globalTermWeightsNames = []string{"", "inverseDocumentFrequency", "none", "GFIDF", "normal", "probabilisticInverse"}

// String gives the word that the standard uses, "" for a value left out.
func (v GlobalTermWeights) String() string { return enumName(globalTermWeightsNames, uint8(v)) }

// DocumentNormalization (TextModelNormalization@documentNormalization) is how a
// document's weights are scaled.
type DocumentNormalization uint8

// The values of DocumentNormalization.
const (
	DocumentNormalizationNone DocumentNormalization = iota + 1
	DocumentNormalizationCosine
)

var documentNormalizationNames = []string{"", "none", "cosine"}

// String gives the word that the standard uses, "" for a value left out.
func (v DocumentNormalization) String() string { return enumName(documentNormalizationNames, uint8(v)) }

// SimilarityType (TextModelSimiliarity@similarityType) is how two documents are
// compared.
type SimilarityType uint8

// The values of SimilarityType.
const (
	SimilarityTypeEuclidean SimilarityType = iota + 1
	SimilarityTypeCosine
)

var similarityTypeNames = []string{"", "euclidean", "cosine"}

// String gives the word that the standard uses, "" for a value left out.
func (v SimilarityType) String() string { return enumName(similarityTypeNames, uint8(v)) }
