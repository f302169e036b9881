import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.Undertow;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.Headers;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jpmml.evaluator.Evaluator;
import org.jpmml.evaluator.EvaluatorUtil;
import org.jpmml.evaluator.LoadingModelEvaluatorBuilder;

/**
 * JPMML-Evaluator behind Undertow, with Jackson for JSON: {"instances": [{...}]} in, {"predictions": [{...}]} out.
 * Arguments: the port, then NAME=PATH of each model.
 */
public final class Server {
    public static void main(String[] args) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, Evaluator> models = new LinkedHashMap<>();
        for (int i = 1; i < args.length; i++) {
            String[] parts = args[i].split("=", 2);
            models.put("/v1/models/" + parts[0] + ":predict", new LoadingModelEvaluatorBuilder().setLocatable(false).load(new File(parts[1])).build());
        }
        Undertow.builder().addHttpListener(Integer.parseInt(args[0]), "127.0.0.1").setHandler(new BlockingHandler(exchange -> {
            Evaluator evaluator = models.get(exchange.getRequestPath());
            if (evaluator == null) {
                exchange.setStatusCode(404).endExchange();
                return;
            }
            Request request = mapper.readValue(exchange.getInputStream(), Request.class);
            List<Map<String, ?>> predictions = new ArrayList<>(request.instances.size());
            for (Map<String, Object> instance : request.instances) {
                predictions.add(EvaluatorUtil.decodeAll(evaluator.evaluate(instance)));
            }
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
            mapper.writeValue(exchange.getOutputStream(), Map.of("predictions", predictions));
        })).build().start();
    }

    /** What is sent. */
    public static final class Request {
        public List<Map<String, Object>> instances;
    }
}
