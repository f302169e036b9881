// Package clients has tests alone: real clients of other model servers ask this one.
package clients
