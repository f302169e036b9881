module github.com/gopmml/gopmml/serve

go 1.25.0

require (
	github.com/gopmml/gopmml v0.1.0
	github.com/klauspost/compress v1.20.3
)

require github.com/fsnotify/fsnotify v1.10.1

require (
	github.com/beevik/etree v1.8.1 // indirect
	github.com/dlclark/regexp2 v1.12.0 // indirect
	github.com/go-json-experiment/json v0.0.0-20250725192818-e39067aee2d2 // indirect
	github.com/shopspring/decimal v1.4.0 // indirect
	golang.org/x/sys v0.47.0 // indirect
)
