import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The whole way from a CSV file to a CSV file: blocks of lines, scored on all processors, written in order. */
public final class Command {
    private static final int BLOCK = 1000;

    public static void main(String[] args) throws Exception {
        Engine engine = Engine.byName(args[0]);
        engine.load(new File(args[1]));
        String result = args[4];
        int workers = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        Queue<Future<String>> scored = new ArrayDeque<>();
        try (BufferedReader reader = Files.newBufferedReader(Path.of(args[2]));
                BufferedWriter writer = Files.newBufferedWriter(Path.of(args[3]))) {
            String[] names = reader.readLine().split(",");
            writer.write(result + "\n");
            List<String> lines;
            while (!(lines = block(reader)).isEmpty()) {
                scored.add(pool.submit(score(engine, names, lines, result)));
                if (scored.size() > 4 * workers) {
                    writer.write(scored.remove().get());
                }
            }
            for (Future<String> rest : scored) {
                writer.write(rest.get());
            }
        }
        pool.shutdown();
    }

    private static List<String> block(BufferedReader reader) throws Exception {
        List<String> lines = new ArrayList<>(BLOCK);
        String line;
        while (lines.size() < BLOCK && (line = reader.readLine()) != null) {
            lines.add(line);
        }
        return lines;
    }

    private static Callable<String> score(Engine engine, String[] names, List<String> lines, String result) {
        return () -> {
            StringBuilder out = new StringBuilder();
            for (String line : lines) {
                out.append(engine.score(engine.row(names, Table.parse(line)), result)).append('\n');
            }
            return out.toString();
        };
    }
}
