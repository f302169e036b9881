// Package features gives models the values of what a request only names: {"user_id":
// 17, "item_ids": [3, 5, 8]} becomes a record for each item, of what is known of the
// user and of the items.
//
// A [View] says which columns the records of a kind of thing have, and a [Store] gives
// the records of keys, all that a request needs at once: [Redis], or [Folder], files
// that need no server. A [Config] says which views a model's inputs come from; it is
// held to the model's inputs before anything is answered. [Handler] answers
// /v1/models/NAME:rank and /v1/models/NAME:lookup.
package features
