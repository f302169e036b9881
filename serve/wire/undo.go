package wire

// Undo takes the record back that was begun last and not ended, as if it had not been.
func (b *Batch) Undo() {
	b.rows--
	b.cells = b.cells[:0]
	b.at = 0
	clear(b.seen)
}

// FindKnown is [Batch.Find] for callers who ignore names that are no input's: it gives
// -1 for those.
func (b *Batch) FindKnown(name []byte) (int, error) {
	if _, ok := b.model.Input(name); !ok {
		return -1, nil
	}
	return b.Find(name)
}

// CheckNames gives the error of the names of a record, or of the columns of a table, for
// callers who ignore names that are no input's: one that is near to an input which is
// absent is refused, as the model's [evaluator.InputNames] say.
func (m *Model) CheckNames(names []string) error {
	if err := m.Engine.CheckInputs(names); err != nil {
		return ErrorOf(err)
	}
	return nil
}

// Given gives the inputs that the record has a value of so far.
func (b *Batch) Given() []int {
	out := make([]int, len(b.cells))
	for i := range b.cells {
		out[i] = b.cells[i].Input
	}
	return out
}
