package tree

import (
	"math"
	"strconv"
)

// nodeIDs keeps the ids of a tree's nodes for explanations, in little room: a
// forest has millions of nodes, and nearly all of them have numbers for ids.
type nodeIDs struct {
	// Where neither numbers nor ends is set, ids count upwards from first.
	first   int32
	numbers []int32
	// text holds all ids one after the other, the i-th up to ends[i].
	text string
	ends []uint32
}

// The ids of most trees, which share them. They never change.
var (
	fromZero = &nodeIDs{}
	fromOne  = &nodeIDs{first: 1}
)

// packIDs packs the ids of nodes, of which there is one at least.
func packIDs(ids []string) *nodeIDs {
	numbers := make([]int32, len(ids))
	counts := true
	for i, id := range ids {
		n, err := strconv.ParseInt(id, 10, 32)
		if err != nil || strconv.FormatInt(n, 10) != id {
			return packTexts(ids)
		}
		numbers[i] = int32(n)
		counts = counts && int64(numbers[0])+int64(i) == n
	}
	switch {
	case counts && numbers[0] == 0:
		return fromZero
	case counts && numbers[0] == 1:
		return fromOne
	case counts:
		return &nodeIDs{first: numbers[0]}
	}
	return &nodeIDs{numbers: numbers}
}

func packTexts(ids []string) *nodeIDs {
	size := 0
	for _, id := range ids {
		size += len(id)
	}
	if uint64(size) > math.MaxUint32 {
		return fromOne // their numbers in the document must do
	}
	text := make([]byte, 0, size)
	ends := make([]uint32, len(ids))
	for i, id := range ids {
		text = append(text, id...)
		ends[i] = uint32(len(text))
	}
	return &nodeIDs{text: string(text), ends: ends}
}

// of gives the id of node i.
func (n *nodeIDs) of(i int32) string {
	switch {
	case n.ends != nil && i > 0:
		return n.text[n.ends[i-1]:n.ends[i]]
	case n.ends != nil:
		return n.text[:n.ends[0]]
	case n.numbers != nil:
		return strconv.Itoa(int(n.numbers[i]))
	}
	return strconv.Itoa(int(n.first) + int(i))
}

// list gives the ids of n nodes.
func (n *nodeIDs) list(count int) []string {
	ids := make([]string, count)
	for i := range ids {
		ids[i] = n.of(int32(i))
	}
	return ids
}
