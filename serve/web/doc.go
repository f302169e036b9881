// Package web is the page of a server for browsers, with the calls that it makes below
// /ui/, and the calls by which scripts and the page change models below /admin/models.
// The page shows the models with what they do, takes a record and says why it has its
// score, and takes documents where that is allowed. It loads nothing from elsewhere,
// and what comes from models and callers becomes text in it, never markup.
package web
