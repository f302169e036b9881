// Package deploy holds what runs pmml-serve elsewhere: a unit of systemd, manifests of
// Kubernetes, a runtime of KServe, and the command that puts an image together. Its
// tests hold the files to what those programs say of them.
package deploy
