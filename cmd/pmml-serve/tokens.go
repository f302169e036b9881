package main

import (
	"os"
	"strings"
)

// tokens gives what reads the tokens of --token-file: anew for each request that needs
// one, so that they can be changed. It is nil without the flag.
func (f *flags) tokens() (func() []string, error) {
	if f.tokenFile == "" {
		return nil, nil
	}
	text, err := os.ReadFile(f.tokenFile)
	if err != nil {
		return nil, usageError("--token-file: %v", err)
	}
	if len(strings.Fields(string(text))) == 0 {
		return nil, usageError("--token-file %s: it has no tokens", f.tokenFile)
	}
	return func() []string {
		text, err := os.ReadFile(f.tokenFile)
		if err != nil {
			return nil // nobody may
		}
		return strings.Fields(string(text))
	}, nil
}
