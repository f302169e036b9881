// Package webtest opens the page of a server in a browser. It is a module of its own, so
// that who requires the server does not require what drives a browser.
package webtest
