// Package jsontable reads tables of JSON into columns that a model scores, and
// writes columns of results as such tables, in the three shapes that data frames
// are sent in:
//
//	[{"age":35,"home":"rent"},{"age":52}]                       Records
//	{"age":[35,52],"home":["rent",null]}                        Columns
//	{"columns":["age","home"],"data":[[35,"rent"],[52,null]]}   Split
//
// Values go straight into their columns, without a map for each row:
//
//	in, err := reader.Read(request.Body, jsontable.Records)
//	if err == nil {
//		err = model.ScoreColumns(ctx, in, &out)
//	}
//	answer := jsontable.Append(nil, &out, jsontable.Records)
//
// # What values mean
//
// The same as in a record of texts given to [evaluator.Model.Evaluate]: a number is
// the text that it is written as, and both are read as the field's type asks for.
// "35" is a number for a number field, 3 the text "3" and 3.0 the text "3.0" for a
// string field, dates are strings ("2024-02-29") and no counts of days, and numbers
// are exact where the model calculates with decimals. true is 1 for a number field. null, and a key that a row does
// not have, are missing; other texts are so where [WithMissing] names them. Lists
// are for fields that take collections, for which a single value is a list of
// one. Columns that the model does not know are ignored, whatever they hold, and
// inputs without a column are missing, but for names that the model refuses
// ([evaluator.WithInputNames]): of Records these are looked at row by row.
//
// # What is refused
//
// A table is refused as a whole, by an *[Error], where it is not JSON or not of
// its shape, where it has a name that the model refuses, where a key or a column occurs twice, where columns or rows differ in
// length, and where a field has an object, or a list that it does not take.
// Values that a field does not allow are no matter of this package: they are
// errors of their rows, which [evaluator.Model.ScoreColumns] finds.
package jsontable
