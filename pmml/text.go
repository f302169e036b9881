package pmml

// TextModel finds the documents of a corpus that a text is like. It is
// deprecated since PMML 4.2.
//
// Spec: https://dmg.org/pmml/v4-4-1/Text.html
type TextModel struct {
	ModelBase
	NumberOfTerms          int
	NumberOfDocuments      int
	TextDictionary         *TextDictionary     `pmml:",need"`
	TextCorpus             *TextCorpus         `pmml:",need"`
	DocumentTermMatrix     *DocumentTermMatrix `pmml:",need"`
	TextModelNormalization *TextModelNormalization
	TextModelSimiliarity   *TextModelSimiliarity
}

// TextDictionary lists the terms that are counted.
type TextDictionary struct {
	Element
	Taxonomy *Taxonomy
	Array    *Array `pmml:",need"`
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
	Matrix *NumMatrix `pmml:",need"`
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

// GlobalTermWeights (TextModelNormalization@globalTermWeights) is a term's
// weight in all documents.
//
//pmml:words inverseDocumentFrequency none GFIDF normal probabilisticInverse
type GlobalTermWeights uint8

// The values of GlobalTermWeights.
const (
	GlobalTermWeightsInverseDocumentFrequency GlobalTermWeights = iota + 1
	GlobalTermWeightsNone
	GlobalTermWeightsGFIDF
	GlobalTermWeightsNormal
	GlobalTermWeightsProbabilisticInverse
)

// DocumentNormalization (TextModelNormalization@documentNormalization) is how a
// document's weights are scaled.
//
//pmml:words none cosine
type DocumentNormalization uint8

// The values of DocumentNormalization.
const (
	DocumentNormalizationNone DocumentNormalization = iota + 1
	DocumentNormalizationCosine
)

// SimilarityType (TextModelSimiliarity@similarityType) is how two documents are
// compared.
//
//pmml:words euclidean cosine
type SimilarityType uint8

// The values of SimilarityType.
const (
	SimilarityTypeEuclidean SimilarityType = iota + 1
	SimilarityTypeCosine
)
