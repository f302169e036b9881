package main

import "os"

func Example() {
	if err := os.Chdir("../.."); err != nil {
		panic(err)
	}
	main()
	// Output:
	// [jam] because of {bread,butter}->{jam}
	// [201]: crisps
	// [202 301]:
	// [301 103]: beer
	// []:
	// rule 4: {beer}->{crisps}, confidence 0.75, in the basket: true
	// rule 5: {crisps}->{beer}, confidence 0.75, in the basket: true
	// rule 1: {bread}->{butter}, confidence 0.6, in the basket: false
}
