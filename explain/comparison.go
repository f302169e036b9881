package explain

// Clusters is how a record compares with clusters.
type Clusters struct {
	// Rule says in words how clusters are compared.
	Rule string `json:"rule"`
	// Compared are the values that clusters are compared by.
	Compared []Field `json:"compared"`
	// Ranked are the clusters, the nearest or most probable first.
	Ranked []Cluster `json:"ranked,omitempty"`
	// End says why there is no prediction.
	End string `json:"end,omitempty"`
}

// Cluster is a cluster as it compares with a record.
type Cluster struct {
	ID string `json:"id"`
	// Name is "" where the cluster has none.
	Name string `json:"name,omitempty"`
	// Value is the distance, similarity or probability.
	Value Number `json:"value"`
}

// Neighbors is which training instances are nearest to a record.
type Neighbors struct {
	// Rule says in words how instances are compared.
	Rule string `json:"rule"`
	// Compared are the values that instances are compared by.
	Compared []Field `json:"compared"`
	// Nearest are the instances that the prediction comes from, the nearest first.
	Nearest []Neighbor `json:"nearest,omitempty"`
}

// Neighbor is a training instance.
type Neighbor struct {
	// Row is its place in the table, from 1 on; ID its id, "" for none.
	Row int    `json:"row"`
	ID  string `json:"id,omitempty"`
	// Value is the distance or similarity.
	Value Number `json:"value"`
	// Weight is the weight of the instance's values, nil where all count the same.
	Weight *Number `json:"weight,omitempty"`
	// Targets are the instance's own values of the fields that are predicted.
	Targets []Field `json:"targets,omitempty"`
}
