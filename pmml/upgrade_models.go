package pmml

// centerFields turns the CenterFields of a ClusteringModel up to 3.1, which the
// clusters' centers are about, into its derived and clustering fields. What the
// document says about clustering fields goes with the center field in the same
// place.
//
// Spec: https://dmg.org/pmml/v3-1/ClusteringModel.html
func (u *upgrader) centerFields(m *ClusteringModel) {
	c := m.CenterFields
	if c == nil {
		return
	}
	if n := len(m.ClusteringFields); n > 0 && n != len(c.DerivedFields) {
		u.fail(c, ErrUnsupported, "the model has %d clustering fields, but %d center fields", n, len(c.DerivedFields))
		return
	}
	fields := make([]*ClusteringField, 0, len(c.DerivedFields))
	for i, d := range c.DerivedFields {
		if d == nil || !d.Name.IsSet() {
			u.fail(c, ErrUnsupported, "center field %d has no name, by which a clustering field could refer to it", i+1)
			return
		}
		f := &ClusteringField{Element: Element{Pos: d.Pos}}
		if len(m.ClusteringFields) > 0 && m.ClusteringFields[i] != nil {
			f = m.ClusteringFields[i]
		}
		f.Field = d.Name.Or("")
		fields = append(fields, f)
	}
	if m.LocalTransformations == nil {
		m.LocalTransformations = &LocalTransformations{Element: c.Element}
	} else {
		addVendor(&m.LocalTransformations.Element, c.Vendor)
	}
	m.LocalTransformations.DerivedFields = append(m.LocalTransformations.DerivedFields, c.DerivedFields...)
	m.ClusteringFields, m.CenterFields = fields, nil
}

// alternateCategory turns the alternateBinaryTargetCategory of a model of 3.x
// into its machine's. The result of a machine of 3.x is rounded, and 1 stands for
// the target category, 0 for the alternate one; in 4.4 a result below the
// threshold stands for the target category. So the two change places.
//
// Spec: https://dmg.org/pmml/v3-2/SupportVectorMachine.html
func (u *upgrader) alternateCategory(m *SupportVectorMachineModel) {
	alternate := m.AlternateBinaryTargetCategory
	if !alternate.IsSet() {
		return
	}
	if len(m.SupportVectorMachines) != 1 || m.SupportVectorMachines[0] == nil {
		u.fail(m, ErrUnsupported, "alternateBinaryTargetCategory needs one support vector machine, found %d", len(m.SupportVectorMachines))
		return
	}
	s := m.SupportVectorMachines[0]
	if !s.TargetCategory.IsSet() || s.AlternateTargetCategory.IsSet() {
		u.fail(s, ErrUnsupported, "alternateBinaryTargetCategory needs a support vector machine with targetCategory and without alternateTargetCategory")
		return
	}
	s.TargetCategory, s.AlternateTargetCategory, s.Threshold = alternate, s.TargetCategory, Some(0.5)
	m.AlternateBinaryTargetCategory = Optional[string]{}
	m.ClassificationMethod = SVMClassificationMethodOneAgainstOne
}

// timeExceptions moves the time exceptions of a series of 4.0 to its anchor.
//
// Spec: https://dmg.org/pmml/v4-0-1/TimeSeriesModel.html
func timeExceptions(t *TimeSeries) {
	if len(t.TimeExceptions) == 0 {
		return
	}
	if t.TimeAnchor == nil {
		t.TimeAnchor = &TimeAnchor{Element: Element{Pos: t.Pos}}
	}
	t.TimeAnchor.TimeExceptions = append(t.TimeAnchor.TimeExceptions, t.TimeExceptions...)
	t.TimeExceptions = nil
}

// clusterIDs makes the names of clusters their ids. Before 4.1 they had no others;
// from then on a cluster without an id is known by its place.
func (u *upgrader) clusterIDs(m *ClusteringModel) {
	if u.from >= V4_1 {
		return
	}
	for _, c := range m.Clusters {
		if c != nil && !c.ID.IsSet() {
			c.ID = c.Name
		}
	}
}
