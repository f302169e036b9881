package wire

// AppendObject appends record i as an object of outputs.
func (r *Results) AppendObject(dst []byte, i int) []byte {
	dst = append(dst, '{')
	for k := range r.Columns {
		if k > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(AppendString(dst, r.Columns[k].Name), ": "...)
		dst = r.Columns[k].AppendJSON(dst, i)
	}
	return append(dst, '}')
}

// AppendRecord appends record i: the value where the model has one output, else an
// object.
func (r *Results) AppendRecord(dst []byte, i int) []byte {
	if len(r.Columns) == 1 {
		return r.Columns[0].AppendJSON(dst, i)
	}
	return r.AppendObject(dst, i)
}
