import java.io.File;
import java.util.Arrays;
import org.pmml4s.model.Model;

/** PMML4S. Its quickest call for raw values takes an array in the order of the model's inputs. */
final class Pmml4s implements Engine {
    private Model model;
    private String[] inputs;
    private String[] outputs;

    @Override
    public void load(File document) {
        model = Model.fromFile(document);
        inputs = model.inputNames();
        outputs = model.outputNames();
    }

    @Override
    public Object row(String[] names, Object[] values) {
        Object[] row = new Object[inputs.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = values[Arrays.asList(names).indexOf(inputs[i])];
        }
        return row;
    }

    @Override
    public Object score(Object row, String result) {
        Object[] results = model.predict(row);
        int place = Arrays.asList(outputs).indexOf(result);
        if (place < 0) { // a model without Output gives its prediction under a name of the engine's own
            place = Arrays.asList(outputs).indexOf("predicted_" + result);
        }
        return results[Math.max(place, 0)];
    }
}
