package association

import (
	"strings"

	"github.com/gopmml/gopmml/internal/check"
	"github.com/gopmml/gopmml/pmml"
)

// checkModel compares counts with what is there, and notes the fields that items
// are values of: the only active one, or what stands before the equals sign of an
// item's value.
func checkModel(c *check.Checker, m *pmml.AssociationModel) {
	c.Count(m, "numberOfItems", m.NumberOfItems, len(m.Items), "Item")
	c.Count(m, "numberOfItemsets", m.NumberOfItemsets, len(m.Itemsets), "Itemset")
	c.Count(m, "numberOfRules", m.NumberOfRules, len(m.AssociationRules), "AssociationRule")
	if len(m.Items) == 0 {
		return
	}
	active := c.ActiveFields()
	if len(active) == 1 {
		c.Use(active[0])
		return
	}
	for _, it := range m.Items {
		if c.Ended() {
			return
		}
		for _, name := range active {
			if strings.HasPrefix(it.Value, name+"=") {
				c.Use(name)
			}
		}
	}
}
