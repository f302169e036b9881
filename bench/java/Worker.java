import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads a model, tells what that took, then measures whenever a line on standard input asks. See bench/README.md. */
public final class Worker {
    private static volatile Object sink;

    public static void main(String[] args) throws Exception {
        Engine engine = Engine.byName(args[0]);
        File document = new File(args[1]);
        Path file = Path.of(args[2]);
        String result = args[3];

        Table first = new Table(file, 1);
        long before = memory("VmRSS");
        try (FileWriter reset = new FileWriter("/proc/self/clear_refs")) {
            reset.write("5"); // the peak counts from here
        } catch (IOException ignored) {
            // where the system has no such thing the peak is that of the whole process
        }
        long start = processorTime();
        engine.load(document);
        long loaded = processorTime();
        sink = engine.score(engine.row(first.names, first.rows.get(0)), result);
        long scored = processorTime();
        System.gc();
        System.out.printf("{\"load_ms\":%f,\"first_ms\":%f,\"peak_mb\":%f,\"held_mb\":%f}%n", (loaded - start) / 1e6,
                (scored - loaded) / 1e6, (memory("VmHWM") - before) / 1024.0, (memory("VmRSS") - before) / 1024.0);

        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        Object[] rows = null;
        String line;
        while ((line = commands.readLine()) != null) {
            if (rows == null) {
                Table table = new Table(file, Integer.MAX_VALUE);
                rows = table.rows.stream().map(row -> engine.row(table.names, row)).toArray();
                table.rows.clear();
            }
            String[] words = line.split(" ");
            if (words[0].equals("single")) {
                single(engine, rows, result, Integer.parseInt(words[1]), Long.parseLong(words[2]) * 1_000_000);
            } else if (words[0].equals("predict") && words[1].equals("single")) {
                predict(engine, rows, result, Integer.parseInt(words[2]), Path.of(words[3]));
            } else {
                System.out.println("{\"none\":true}");
            }
        }
    }

    private static void single(Engine engine, Object[] rows, String result, int count, long limit)
            throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long bytes = threads.getThreadAllocatedBytes(thread);
        long wall = System.nanoTime();
        long start = processorTime();
        int done = 0;
        while (done < Math.min(count, rows.length)) {
            sink = engine.score(rows[done++], result);
            if (done % 64 == 0 && System.nanoTime() - wall > limit) {
                break;
            }
        }
        long time = processorTime() - start;
        wall = System.nanoTime() - wall;
        bytes = threads.getThreadAllocatedBytes(thread) - bytes;
        System.out.printf("{\"rows\":%d,\"ns\":%d,\"wall_ns\":%d,\"bytes\":%d}%n", done, time, wall, bytes);
    }

    private static void predict(Engine engine, Object[] rows, String result, int count, Path file) throws IOException {
        count = Math.min(count, rows.length);
        ByteBuffer buffer = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            buffer.putDouble(Double.parseDouble(String.valueOf(engine.score(rows[i], result))));
        }
        Files.write(file, buffer.array());
        System.out.printf("{\"rows\":%d}%n", count);
    }

    /**
     * The nanoseconds that all threads of the process have run, those of the garbage collector and the compiler too. The
     * files are exact for threads that sleep; this one runs, and has a clock for that.
     */
    private static long processorTime() throws IOException {
        long time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        String self = Path.of("/proc/thread-self").toRealPath().getFileName().toString();
        for (File task : new File("/proc/self/task").listFiles()) {
            if (!task.getName().equals(self)) {
                time += Long.parseLong(Files.readString(Path.of(task.getPath(), "schedstat")).split(" ")[0]);
            }
        }
        return time;
    }

    /** A line of /proc/self/status, in kilobytes. */
    private static long memory(String key) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/status"));
        for (String line : lines) {
            if (line.startsWith(key + ":")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }
}
