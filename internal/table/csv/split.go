package csv

import (
	"bytes"

	"github.com/gopmml/gopmml/internal/table"
)

// Split cuts a row of CSV, without its line end, into cells and appends them
// to cells. Cells lie in row; quoted ones are put right in place, so row is
// changed. The error, where there is one, names no row: the caller knows it.
func Split(row []byte, separator byte, cells [][]byte) ([][]byte, *table.Error) {
	if bytes.IndexByte(row, '"') < 0 {
		return splitPlain(row, separator, cells), nil
	}
	at := 0
	for {
		if at < len(row) && row[at] == '"' {
			end := table.ClosingQuote(row, at)
			if end < 0 {
				return cells, &table.Error{Fault: table.FaultOpenQuote, Detail: "a quoted cell is not closed"}
			}
			cells = append(cells, unescape(row[at+1:end]))
			at = end + 1
			if at == len(row) {
				return cells, nil
			}
			if row[at] != separator {
				return cells, &table.Error{Fault: table.FaultQuote, Detail: "text after the closing quote of a cell"}
			}
			at++
			continue
		}
		i := bytes.IndexByte(row[at:], separator)
		if i < 0 {
			return append(cells, row[at:]), nil
		}
		cells = append(cells, row[at:at+i:at+i])
		at += i + 1
	}
}

// splitPlain is Split for a row without quotes.
func splitPlain(row []byte, separator byte, cells [][]byte) [][]byte {
	start := 0
	for i, c := range row {
		if c == separator {
			cells = append(cells, row[start:i:i])
			start = i + 1
		}
	}
	return append(cells, row[start:])
}

// unescape makes one quote of each two, in place.
func unescape(cell []byte) []byte {
	i := bytes.IndexByte(cell, '"')
	if i < 0 {
		return cell
	}
	out := cell[:i]
	for ; i < len(cell); i++ {
		out = append(out, cell[i])
		if cell[i] == '"' {
			i++
		}
	}
	return out
}
