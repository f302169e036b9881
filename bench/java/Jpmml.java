import java.io.File;
import java.util.HashMap;
import java.util.Map;
import org.jpmml.evaluator.Computable;
import org.jpmml.evaluator.Evaluator;
import org.jpmml.evaluator.LoadingModelEvaluatorBuilder;

/**
 * JPMML-Evaluator. Its builder optimizes and interns the model by itself; leaving out the places of elements in the
 * file saves memory. A map of raw values goes in, which the evaluator prepares as it needs them: less work than
 * preparing all of them beforehand.
 */
final class Jpmml implements Engine {
    private Evaluator evaluator;

    @Override
    public void load(File document) throws Exception {
        evaluator = new LoadingModelEvaluatorBuilder().setLocatable(false).load(document).build();
    }

    @Override
    public Object row(String[] names, Object[] values) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            row.put(names[i], values[i]);
        }
        return row;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object score(Object row, String result) {
        Object value = evaluator.evaluate((Map<String, ?>) row).get(result);
        return value instanceof Computable computable ? computable.getResult() : value;
    }
}
