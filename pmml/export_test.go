package pmml

// ElementName gives the name of a node's element.
func ElementName(n Node) string { return elementName(n) }
