package oip

import "github.com/gopmml/gopmml/serve/wire"

// write writes the answer. It gives how many bytes of it are JSON, -1 where no tensor is
// sent as bytes.
func (q *request) write(reply *wire.Reply, m *wire.Model, results *wire.Results) int {
	dst := wire.AppendString(append(reply.Data, `{"model_name":`...), m.Name)
	dst = wire.AppendInt(append(dst, `,"model_version":"`...), m.Version)
	dst = append(dst, '"')
	if q.hasID {
		dst = wire.AppendString(append(dst, `,"id":`...), q.id)
	}
	dst = append(dst, `,"outputs":[`...)
	// Tensors follow the JSON, which says how long they are.
	tensors := wire.NewReply()
	defer tensors.Release()
	n := len(q.chosen)
	if q.all {
		n = len(results.Columns)
	}
	binary := false
	for i := range n {
		o := output{at: i}
		if !q.all {
			o = q.chosen[i]
		}
		if !o.said {
			o.binary = q.binary
		}
		if i > 0 {
			dst = append(dst, ',')
		}
		c := &results.Columns[o.at]
		d := c.Type.Datatype()
		if o.binary {
			d = c.Datatype(results.Rows())
		}
		dst = wire.AppendString(append(dst, `{"name":`...), c.Name)
		dst = append(append(append(dst, `,"datatype":"`...), d.String()...), `","shape":[`...)
		dst = wire.AppendInt(dst, int64(results.Rows()))
		if q.rank == 2 {
			dst = append(dst, ",1"...)
		}
		if o.binary {
			binary = true
			before := len(tensors.Data)
			tensors.Data = c.AppendTensor(tensors.Data, d, results.Rows())
			dst = wire.AppendInt(append(dst, `],"parameters":{"binary_data_size":`...), int64(len(tensors.Data)-before))
			dst = append(dst, "}}"...)
			continue
		}
		dst = append(dst, `],"data":[`...)
		for row := range results.Rows() {
			if row > 0 {
				dst = append(dst, ',')
			}
			dst = c.AppendElement(dst, row)
		}
		dst = append(dst, "]}"...)
	}
	dst = append(dst, "]}"...)
	length := len(dst)
	reply.Data = append(dst, tensors.Data...)
	if !binary {
		return -1
	}
	return length
}
