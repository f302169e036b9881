// Package serve serves models of PMML over HTTP and gRPC to the clients of other model
// servers. A [Repository] holds the models with their versions: it loads them from
// files and folders, watches those, and takes documents that are deployed. [NewHandler]
// answers the protocols of package serve/protocol on it, and can be mounted in any
// [net/http.Server].
//
// A version takes traffic once its document was read under limits, compiled, verified
// against the records that it carries, and has scored a record. Until then the version
// before goes on, and requests that began on a version end on it. A document that is
// wrong takes nothing down: its version has the state END and the error.
package serve
