package link

import "github.com/gopmml/gopmml/internal/real"

// The links whose exponential is float32's own in documents that calculate in
// float32.
type (
	log32     struct{ Log }
	logc32    struct{ Logc }
	logit32   struct{ Logit }
	cloglog32 struct{ Cloglog }
	loglog32  struct{ Loglog }
)

// Exp32 is [real.Exp32] of cells: where x-mathContext is float, e^x is a power of
// a seven-digit e. So the trainers' own figures are met within their bounds. (The
// correctly rounded float32 of e^x is closer on average, yet it leaves those
// bounds in three XGBoost models.)
func Exp32(y float64) float64 { return float64(real.Exp32(float32(y))) }

func (log32) Mean(y float64) float64     { return Exp32(y) }
func (logc32) Mean(y float64) float64    { return float64(1 - float32(Exp32(y))) }
func (logit32) Mean(y float64) float64   { return float64(1 / (1 + float32(Exp32(-y)))) }
func (cloglog32) Mean(y float64) float64 { return float64(1 - float32(Exp32(-Exp32(y)))) }
func (loglog32) Mean(y float64) float64  { return Exp32(-Exp32(-y)) }

// rounded rounds the mean to float32.
type rounded struct{ Link }

func (l rounded) Mean(y float64) float64 { return float64(float32(l.Link.Mean(y))) }

// Float32 gives a link as documents compute it that calculate in float32.
func Float32(l Link) Link {
	switch l.(type) {
	case Identity:
		return l
	case Log:
		return log32{}
	case Logc:
		return logc32{}
	case Logit:
		return logit32{}
	case Cloglog:
		return cloglog32{}
	case Loglog:
		return loglog32{}
	}
	return rounded{l}
}
