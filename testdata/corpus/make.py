"""Writes the small corpus: documents, records, and the results that belong to them.

    python3 testdata/corpus/make.py [folder]

Every expected value is computed here, by the standard's formulas, in plain Python;
nothing of the project is used. Results are written with 15 digits, which the cases'
rel allows for. The same run writes the same bytes.
"""
import json
import math
import operator as python_operator
import os
import sys

OUT = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
REL = 1e-11
cases = []


def write(name, text):
    with open(os.path.join(OUT, name), "w", encoding="utf-8", newline="") as f:
        f.write(text)


def element(name, content="", /, **attributes):
    """XML of an element. A trailing _ keeps names from being Python's."""
    a = "".join(f' {k.rstrip("_")}="{v}"' for k, v in attributes.items() if v is not None)
    if not content:
        return f"<{name}{a}/>\n"
    if "<" in content:
        return f"<{name}{a}>\n" + "".join("  " + line + "\n" for line in content.splitlines()) + f"</{name}>\n"
    return f"<{name}{a}>{content}</{name}>\n"


def data_field(name, kind, values=()):
    optype = "categorical" if kind == "string" else "continuous"
    return element("DataField", "".join(element("Value", value=v) for v in values), name=name, optype=optype, dataType=kind)


COLORS = ["red", "green", "blue"]
INPUTS = data_field("x", "double") + data_field("y", "double") + data_field("color", "string", COLORS)


def schema(target=None, x={}):
    text = element("MiningField", name="x", **x) + element("MiningField", name="y") + element("MiningField", name="color")
    return element("MiningSchema", text + (element("MiningField", name=target, usageType="target") if target else ""))


def output(*fields):
    """Fields are (name, feature, attributes)."""
    return element("Output", "".join(
        element("OutputField", name=n, feature=f, optype="continuous" if t == "double" else "categorical", dataType=t, **more)
        for n, f, t, more in fields))


def probabilities(categories):
    return [(f"p_{k}", "probability", "double", {"value": k}) for k in categories]


def document(dictionary, model, transformations="", version="4.4"):
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + element(
        "PMML", element("Header", copyright="The gopmml Authors") + element("DataDictionary", dictionary) + transformations + model,
        xmlns="http://www.dmg.org/PMML-" + version.replace(".", "_"), version=version)


def manifest(name, types, version="4.4", **more):
    cases.append(dict(suite="small", name=name, model=name + ".pmml", **more, rel=REL, tier="independent",
                      modelTypes=types, pmmlVersion=version))


def case(name, types, text, columns, score, version="4.4", colored=False, **more):
    """A case with CSV files. score gives a list of results, None where one is missing;
    or None where the record is refused, as it is for a color that is not listed, where
    the model looks at the color."""
    lines = [",".join(columns)]
    for r in ROWS:
        got = None if r["color"] == "black" and colored else score(r["x"], r["y"], r["color"])
        lines.append(",".join(["#ERROR"] * len(columns) if got is None else [cell(v) for v in got]))
    write(name + ".pmml", text)
    write(name + ".expected.csv", "\n".join(lines) + "\n")
    manifest(name, types, version, input="records.csv", expected=name + ".expected.csv", sep=",", missing=[""], **more)


def cell(v):
    if v is None:
        return '""'
    return v if isinstance(v, str) else "%.15g" % v


def records(n):
    state = 20260101
    rows = []

    def draw():
        nonlocal state
        state = (state * 1664525 + 1013904223) % 2**32
        return (state >> 8) / 2**24
    for _ in range(n):
        r = dict(x=math.floor(80 * draw() - 20) / 8, y=math.floor(600 * draw()) / 100, color=COLORS[int(3 * draw())])
        hole = draw()
        for i, name in enumerate(r):
            if 0.08 * i <= hole < 0.08 * (i + 1):
                r[name] = None
        if hole > 0.97:
            r["color"] = "black"
        rows.append(r)
    rows += [dict(x=None, y=None, color="red"), dict(x=None, y=None, color=None), dict(x=0.0, y=0.0, color="blue")]
    return rows


ROWS = records(60)
write("records.csv", "x,y,color\n" + "".join(
    ",".join("" if r[k] is None else str(r[k]) for k in r) + "\n" for r in ROWS))


def softmax(values):
    top = max(values)
    e = [math.exp(v - top) for v in values]
    return [v / sum(e) for v in e]


def best(categories, values):
    return categories[values.index(max(values))]


# The fixtures of testdata/gen.
for fixture, types in dict(boosted=["MiningModel", "TreeModel"], logistic=["RegressionModel"], network=["NeuralNetwork"],
                           scorecard=["Scorecard"], tree=["TreeModel"], half_plus_two=["RegressionModel"]).items():
    table = fixture if fixture == "half_plus_two" else "loans"
    cases.append(dict(suite="small", name=fixture, model=f"../{fixture}.pmml", input=f"../{table}.csv",
                      expected=f"../{fixture}.expected.csv", sep=",", missing=[""], rel=1e-12, tier="independent",
                      modelTypes=types, pmmlVersion="4.4"))


# Softmax regression with derived fields; a missing x is replaced, and the document
# verifies itself.
KINDS = ["low", "mid", "high"]
TABLES = [(0.5, -0.75, 0.0), (-0.25, 0.5, 1.5), (0.0, 0.0, 0.0)]  # intercept, of s, of warm


def softmax_regression(x, y, color):
    if y is None:
        return [None] * 4
    x = 1.25 if x is None else x
    s = (x - 2.0) / 4.0  # NormContinuous through (2, 0) and (6, 1), drawn out beyond both
    band = 1.0 if y < 2 else 2.5 if y < 4.5 else 4.0
    warm = {"red": 1.0, "green": 0.25}.get(color, 0.0)  # the default, for no color too
    p = softmax([a + b * s + c * warm + 0.125 * i * band for i, (a, b, c) in enumerate(TABLES)])
    return [best(KINDS, p)] + p


def derived(name, expression):
    return element("DerivedField", expression, name=name, optype="continuous", dataType="double")


transformations = element("TransformationDictionary", derived("s", element(
    "NormContinuous", element("LinearNorm", orig=2, norm=0) + element("LinearNorm", orig=6, norm=1), field="x")) + derived("band", element(
        "Discretize", "".join(element("DiscretizeBin", element("Interval", closure="closedOpen", leftMargin=a, rightMargin=b), binValue=v)
                              for a, b, v in ((None, 2, 1), (2, 4.5, 2.5), (4.5, None, 4))), field="y", dataType="double")) + derived("warm", element(
                                  "MapValues", element("FieldColumnPair", field="color", column="color") + element("InlineTable", "".join(
                                      element("row", f"<color>{k}</color><value>{v}</value>") for k, v in (("red", 1), ("green", 0.25)))),
                                  outputColumn="value", dataType="double", defaultValue=0, mapMissingTo=0)))
check = [(2.0, 1.0, "red"), (7.5, 5.0, "blue")]
verification = element("ModelVerification", element("VerificationFields", "".join(
    element("VerificationField", field=f, column=f, precision=p) for f, p in
    (("x", None), ("y", None), ("color", None), ("kind", None), ("p_low", 1e-9)))) + element("InlineTable", "".join(element(
        "row", f"<x>{x}</x><y>{y}</y><color>{c}</color><kind>{got[0]}</kind><p_low>{cell(got[1])}</p_low>")
        for x, y, c in check for got in [softmax_regression(x, y, c)])), recordCount=len(check))
case("softmax", ["RegressionModel"], document(INPUTS + data_field("kind", "string", KINDS), element(
    "RegressionModel", schema("kind", {"missingValueReplacement": 1.25}) + output(("label", "predictedValue", "string", {}), *probabilities(KINDS)) + "".join(
        element("RegressionTable", element("NumericPredictor", name="s", coefficient=b) + element("NumericPredictor", name="warm", coefficient=c) +
                element("NumericPredictor", name="band", coefficient=0.125 * i), intercept=a, targetCategory=k)
        for i, (k, (a, b, c)) in enumerate(zip(KINDS, TABLES))) + verification,
    functionName="classification", normalizationMethod="softmax"), transformations),
    ["label"] + ["p_" + k for k in KINDS], softmax_regression, colored=True, modelVerification=True)


# Clusters with centers, squared and plain distances; a missing field counts for by
# the weights of the others.
CENTERS = [("near", (-1.0, 1.0)), ("middle", (3.0, 3.0)), ("far", (6.5, 4.5))]
FIELD_WEIGHTS, MISSING_WEIGHTS = (1.0, 2.0), (1.0, 0.5)


def clusters(x, y, color):
    there = [i for i, v in enumerate((x, y)) if v is not None]
    if not there:
        return None
    adjust = sum(MISSING_WEIGHTS) / sum(MISSING_WEIGHTS[i] for i in there)
    d = [math.sqrt(adjust * sum(FIELD_WEIGHTS[i] * ((x, y)[i] - c[i]) ** 2 for i in there)) for _, c in CENTERS]
    return [CENTERS[d.index(min(d))][0], min(d)] + d


def array(values):
    return element("Array", " ".join(str(v) for v in values), n=len(values), type="real")


case("clusters", ["ClusteringModel"], document(INPUTS, element(
    "ClusteringModel", schema() + output(
        ("cluster", "predictedValue", "string", {}), ("distance", "affinity", "double", {}),
        *[(f"to_{k}", "affinity", "double", {"value": k}) for k, _ in CENTERS]) +
    element("ComparisonMeasure", element("euclidean"), kind="distance", compareFunction="absDiff") +
    "".join(element("ClusteringField", field=f, fieldWeight=w) for f, w in zip("xy", FIELD_WEIGHTS)) +
    element("MissingValueWeights", array(MISSING_WEIGHTS)) +
    "".join(element("Cluster", array(c), id=k) for k, c in CENTERS),
    functionName="clustering", modelClass="centerBased", numberOfClusters=len(CENTERS))),
    ["cluster", "distance"] + ["to_" + k for k, _ in CENTERS], clusters)


# Naive Bayes: counts of a text, Gaussians of a number. What is missing is left out, and
# a count of zero stands for the threshold.
YES_NO, PRIORS = ["yes", "no"], [60, 40]
COUNTS = dict(red=[45, 5], green=[15, 0], blue=[0, 35])
GAUSS = [(3.0, 4.0), (-0.5, 9.0)]  # mean, variance
THRESHOLD = 0.001


def naive_bayes(x, y, color):
    like = list(map(float, PRIORS))
    for i in range(2):
        if color is not None:
            like[i] *= COUNTS[color][i] / PRIORS[i] or THRESHOLD
        if x is not None:
            m, v = GAUSS[i]
            like[i] *= max(math.exp(-(x - m) ** 2 / (2 * v)) / math.sqrt(2 * math.pi * v), THRESHOLD)
    p = [v / sum(like) for v in like]
    return [best(YES_NO, p)] + p


def counts(values):
    return element("TargetValueCounts", "".join(element("TargetValueCount", value=k, count=n) for k, n in zip(YES_NO, values)))


case("bayes", ["NaiveBayesModel"], document(INPUTS + data_field("play", "string", YES_NO), element(
    "NaiveBayesModel", schema("play") + output(("label", "predictedValue", "string", {}), *probabilities(YES_NO)) + element(
        "BayesInputs", element("BayesInput", "".join(element("PairCounts", counts(n), value=k) for k, n in COUNTS.items()), fieldName="color") +
        element("BayesInput", element("TargetValueStats", "".join(element(
            "TargetValueStat", element("GaussianDistribution", mean=m, variance=v), value=k)
            for k, (m, v) in zip(YES_NO, GAUSS))), fieldName="x")) +
    element("BayesOutput", counts(PRIORS), fieldName="play"),
    functionName="classification", threshold=THRESHOLD)),
    ["label", "p_yes", "p_no"], naive_bayes, colored=True)


# The three nearest of a dozen neighbors: the mean of their values, and their ids.
NEIGHBORS = [(f"n{i}", -2.0 + 0.75 * i, (i * 1.7) % 5, round(math.sin(i) * 4, 3)) for i in range(12)]


def neighbors(x, y, color):
    there = [i for i, v in enumerate((x, y)) if v is not None]
    if not there:
        return None
    d = [2 / len(there) * sum(((x, y)[i] - n[i + 1]) ** 2 for i in there) for n in NEIGHBORS]
    nearest = sorted(range(len(d)), key=lambda i: (d[i], i))[:3]
    return [sum(NEIGHBORS[i][3] for i in nearest) / 3] + [NEIGHBORS[i][0] for i in nearest]


case("neighbors", ["NearestNeighborModel"], document(INPUTS + data_field("z", "double"), element(
    "NearestNeighborModel", schema("z") + output(("value", "predictedValue", "double", {}), *[
        (f"id{r}", "entityId", "string", {"rank": r}) for r in (1, 2, 3)]) + element("TrainingInstances", element(
            "InstanceFields", "".join(element("InstanceField", field=f, column=f) for f in ("id", "x", "y", "z"))) + element("InlineTable", "".join(
                element("row", f"<id>{i}</id><x>{x}</x><y>{y}</y><z>{z}</z>") for i, x, y, z in NEIGHBORS))) +
    element("ComparisonMeasure", element("squaredEuclidean"), kind="distance") +
    element("KNNInputs", element("KNNInput", field="x") + element("KNNInput", field="y")),
    functionName="regression", numberOfNeighbors=3, instanceIdVariable="id", continuousScoringMethod="average")),
    ["value", "id1", "id2", "id3"], neighbors)


# Rules: the first that fires, with its confidence; what is missing makes a rule not fire.
RULES = [("r1", "hot", 0.9, "x", "greaterThan", 5), ("r2", "cold", 0.8, "x", "lessThan", 0), ("r3", "wet", 0.65, "y", "greaterOrEqual", 4),
         ("r4", "red", 0.5, "color", "equal", "red")]


def rules(x, y, color):
    for name, label, confidence, field, operator, limit in RULES:
        v = dict(x=x, y=y, color=color)[field]
        if v is not None and getattr(python_operator, dict(greaterThan="gt", lessThan="lt", greaterOrEqual="ge", equal="eq")[operator])(v, limit):
            return [label, confidence, name]
    return ["mild", 0.3, None]


case("rules", ["RuleSetModel"], document(INPUTS + data_field("weather", "string"), element(
    "RuleSetModel", schema("weather") + output(
        ("label", "predictedValue", "string", {}), ("confidence", "confidence", "double", {}), ("rule", "entityId", "string", {})) + element(
            "RuleSet", element("RuleSelectionMethod", criterion="firstHit") + "".join(element(
                "SimpleRule", element("SimplePredicate", field=f, operator=o, value=v), id=i, score=s, confidence=c)
                for i, s, c, f, o, v in RULES), defaultScore="mild", defaultConfidence=0.3),
    functionName="classification")), ["label", "confidence", "rule"], rules, colored=True)


# A support vector machine with a radial kernel, in a document of version 4.2. It needs
# all values.
VECTORS, GAMMA = [((1.0, 2.0), 0.8), ((4.0, 1.0), -1.1), ((6.0, 5.0), 0.55)], 0.125


def machine(x, y, color):
    if x is None or y is None:
        return None
    return [0.25 + sum(a * math.exp(-GAMMA * ((x - v) ** 2 + (y - w) ** 2)) for (v, w), a in VECTORS)]


case("machine", ["SupportVectorMachineModel"], document(INPUTS + data_field("z", "double"), element(
    "SupportVectorMachineModel", schema("z") + output(("value", "predictedValue", "double", {})) + element("RadialBasisKernelType", gamma=GAMMA) + element(
        "VectorDictionary", element("VectorFields", element("FieldRef", field="x") + element("FieldRef", field="y"), numberOfFields=2) + "".join(
            element("VectorInstance", array(v), id=f"v{i}") for i, (v, _) in enumerate(VECTORS)), numberOfVectors=len(VECTORS)) + element(
                "SupportVectorMachine", element("SupportVectors", "".join(element("SupportVector", vectorId=f"v{i}") for i in range(len(VECTORS))),
                                                numberOfAttributes=2, numberOfSupportVectors=len(VECTORS)) +
                element("Coefficients", "".join(element("Coefficient", value=a) for _, a in VECTORS), absoluteValue=0.25,
                        numberOfCoefficients=len(VECTORS))),
    functionName="regression"), version="4.2"), ["value"], machine, version="4.2")


# A general regression with a logarithmic link, a factor and a covariate with a power.
BETAS = dict(p0=0.5, p1=-0.125, p2=0.75, p3=0.25)


def general(x, y, color):
    if x is None or color is None:
        return [None]
    return [math.exp(BETAS["p0"] + BETAS["p1"] * x + BETAS["p2"] * (color == "red") + BETAS["p3"] * (color == "green"))]


def predictor(names):
    return "".join(element("Predictor", name=n) for n in names)


case("general", ["GeneralRegressionModel"], document(INPUTS + data_field("z", "double"), element(
    "GeneralRegressionModel", schema("z") + output(("value", "predictedValue", "double", {})) +
    element("ParameterList", "".join(element("Parameter", name=p) for p in BETAS)) +
    element("FactorList", predictor(["color"])) + element("CovariateList", predictor(["x"])) +
    element("PPMatrix", "".join(element("PPCell", parameterName=p, predictorName=n, value=v) for p, n, v in
                                (("p1", "x", 1), ("p2", "color", "red"), ("p3", "color", "green")))) +
    element("ParamMatrix", "".join(element("PCell", parameterName=p, beta=b) for p, b in BETAS.items())),
    functionName="regression", modelType="generalizedLinear", linkFunction="log")), ["value"], general, colored=True)


# The weighted mean of two models; nothing where one of them has no answer.
def average(x, y, color):
    parts = [(1.0, None if x is None else 2 * x + 1), (3.0, None if y is None else 5 - y)]
    if None in (parts[0][1], parts[1][1]):
        return [None]
    return [sum(w * v for w, v in parts) / sum(w for w, _ in parts)]


def table(intercept, field, coefficient):
    return element("RegressionModel", schema("z") + element("RegressionTable", element(
        "NumericPredictor", name=field, coefficient=coefficient), intercept=intercept), functionName="regression")


case("average", ["MiningModel", "RegressionModel"], document(INPUTS + data_field("z", "double"), element(
    "MiningModel", schema("z") + output(("value", "predictedValue", "double", {})) + element("Segmentation", element(
        "Segment", element("True") + table(1, "x", 2), id="a", weight=1) + element("Segment", element("True") + table(5, "y", -1), id="b", weight=3),
        multipleModelMethod="weightedAverage"), functionName="regression")), ["value"], average)


# Association rules: those whose antecedent lies in the basket, by confidence.
ITEMS = ["bread", "milk", "eggs", "tea"]
AFTER = [("1", ["bread"], ["milk"], 0.6), ("2", ["milk"], ["eggs"], 0.8), ("3", ["bread", "milk"], ["tea"], 0.7), ("4", ["tea"], ["bread"], 0.4)]


def basket(items):
    fit = sorted([r for r in AFTER if set(r[1]) <= set(items)], key=lambda r: -r[3])
    other = [r for r in fit if not set(r[2]) <= set(items)]
    return dict(recommendation=[r[0] for r in fit], new=[r[0] for r in other], best=other[0][2] if other else None)


sets = [s for i, s in enumerate([s for r in AFTER for s in r[1:3]]) if s not in [s for r in AFTER for s in r[1:3]][:i]]
BASKETS = [dict(arguments=dict(item=b), expected=basket(b)) for b in (
    ["bread"], ["milk", "bread"], ["tea"], ["eggs"], ["bread", "milk", "eggs", "tea"], ["tea", "milk"], ["milk", "milk"])]
BASKETS.append(dict(arguments=dict(item=[["bread"]]), error="a basket is a list of items"))
write("baskets.json", "[\n" + ",\n".join(json.dumps(b) for b in BASKETS) + "\n]\n")
write("baskets.pmml", document(data_field("basket", "string") + data_field("item", "string"), element(
    "AssociationModel", element("MiningSchema", element("MiningField", name="basket", usageType="group") + element("MiningField", name="item")) + element(
        "Output", element("OutputField", name="recommendation", feature="ruleId", algorithm="recommendation", rank=0, isMultiValued=1) + element(
            "OutputField", name="new", feature="ruleId", algorithm="exclusiveRecommendation", rank=0, isMultiValued=1) + element(
                "OutputField", name="best", feature="consequent", algorithm="exclusiveRecommendation", rank=1)) +
    "".join(element("Item", id=i, value=v) for i, v in enumerate(ITEMS)) +
    "".join(element("Itemset", "".join(element("ItemRef", itemRef=ITEMS.index(v)) for v in s), id=f"s{i}") for i, s in enumerate(sets)) +
    "".join(element("AssociationRule", id=i, antecedent=f"s{sets.index(a)}", consequent=f"s{sets.index(b)}", support=0.1, confidence=c)
            for i, a, b, c in AFTER),
    functionName="associationRules", numberOfTransactions=100, minimumSupport=0.1, minimumConfidence=0.4, numberOfItems=len(ITEMS),
    numberOfItemsets=len(sets), numberOfRules=len(AFTER))))
manifest("baskets", ["AssociationModel"], json="baskets.json")

write("manifest.json", '{"cases": [\n' + ",\n".join(json.dumps(c) for c in cases) + "\n]}\n")
