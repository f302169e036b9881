// Command bodies writes the requests that bench/serve/run.sh sends:
//
//	bodies FOLDER ROWS.csv NAME N
//
// NAME-N.json has the first N rows as {"instances": [...]}, NAME-N.bin as tensors of
// 64 bits for numbers in the binary form of the Open Inference Protocol, NAME-N.head how
// many bytes of that are JSON.
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"strconv"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 5 {
		log.Fatal("bodies FOLDER ROWS.csv NAME N")
	}
	n, err := strconv.Atoi(os.Args[4])
	if err != nil {
		log.Fatal(err)
	}
	if err := write(os.Args[1], os.Args[2], os.Args[3], n); err != nil {
		log.Fatal(err)
	}
}

func write(folder, path, name string, n int) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return err
	}
	head, rows := rows[0], rows[1:]
	if len(rows) < n {
		return fmt.Errorf("%s has %d rows, %d are needed", path, len(rows), n)
	}
	rows = rows[:n]
	base := filepath.Join(folder, fmt.Sprintf("%s-%d", name, n))
	if err := os.WriteFile(base+".json", instances(head, rows), 0o644); err != nil {
		return err
	}
	body, size, err := tensors(head, rows)
	if err != nil {
		return err
	}
	if err := os.WriteFile(base+".head", []byte(strconv.Itoa(size)), 0o644); err != nil {
		return err
	}
	return os.WriteFile(base+".bin", body, 0o644)
}

func instances(head []string, rows [][]string) []byte {
	var b bytes.Buffer
	b.WriteString(`{"instances": [`)
	for i, row := range rows {
		if i > 0 {
			b.WriteString(", ")
		}
		for k, v := range row {
			sep := ", "
			if k == 0 {
				sep = "{"
			}
			if _, err := strconv.ParseFloat(v, 64); err != nil {
				v = strconv.Quote(v)
			}
			fmt.Fprintf(&b, "%s%q: %s", sep, head[k], v)
		}
		b.WriteByte('}')
	}
	b.WriteString("]}")
	return b.Bytes()
}

func tensors(head []string, rows [][]string) ([]byte, int, error) {
	type tensor struct {
		Name       string         `json:"name"`
		Shape      []int          `json:"shape"`
		Datatype   string         `json:"datatype"`
		Parameters map[string]int `json:"parameters"`
	}
	var all []tensor
	var data []byte
	for k, name := range head {
		before := len(data)
		kind := "FP64"
		if _, err := strconv.ParseFloat(rows[0][k], 64); err != nil {
			kind = "BYTES"
		}
		for _, row := range rows {
			if kind == "BYTES" {
				data = append(binary.LittleEndian.AppendUint32(data, uint32(len(row[k]))), row[k]...)
				continue
			}
			v, err := strconv.ParseFloat(row[k], 64)
			if err != nil {
				return nil, 0, err
			}
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		}
		all = append(all, tensor{name, []int{len(rows)}, kind, map[string]int{"binary_data_size": len(data) - before}})
	}
	text, err := json.Marshal(map[string]any{"inputs": all, "parameters": map[string]any{"binary_data_output": true}})
	return append(text, data...), len(text), err
}
