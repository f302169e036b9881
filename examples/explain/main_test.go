package main

import "os"

func Example() {
	if err := os.Chdir("../.."); err != nil {
		panic(err)
	}
	main()
	// Output:
	// What counts most is home: -1.5
	//
	// Results
	//   default           no
	//   probability(yes)  0.19318216844753902
	//   probability(no)   0.806817831552461
	//
	// Inputs
	//   age     35
	//   income  42000
	//   debt    9500
	//   home    own
	//
	// RegressionModel "default" (classification)
	//   derived
	//     burden  0.2261904761904762
	//   category yes
	//       -0.6125  age          -0.0175 · 35
	//     +0.933036  burden       4.125 · 0.2261904761904762
	//          -1.5  home = own
	//         -0.25  intercept
	//      -1.42946  sum
	//      0.193182  probability
	//   category no
	//            0  intercept
	//            0  sum
	//     0.806818  probability
	//   the probability of yes is logit(y), that of no the rest to 1
	//   default = no
}
