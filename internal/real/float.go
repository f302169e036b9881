package real

// Float is the type that a model computes in: float64, or float32 where the document
// says x-mathContext="float".
type Float interface{ float32 | float64 }

// ExpOf gives [Exp] or [Exp32], whichever is of the type.
func ExpOf[T Float]() func(T) T {
	var f any = Exp
	if _, ok := any(T(0)).(float32); ok {
		f = Exp32
	}
	return f.(func(T) T)
}
