package nearestneighbor

import (
	"github.com/gopmml/gopmml/internal/check"
	"github.com/gopmml/gopmml/pmml"
)

// checkModel compares counts with what is there.
func checkModel(c *check.Checker, m *pmml.NearestNeighborModel) {
	t := m.TrainingInstances
	if t == nil {
		return
	}
	if t.InstanceFields != nil {
		c.Count(t, "fieldCount", t.FieldCount, len(t.InstanceFields.InstanceFields), "InstanceField")
	}
	if t.InlineTable != nil {
		c.Count(t, "recordCount", t.RecordCount, len(t.InlineTable.Rows), "row")
	}
}
