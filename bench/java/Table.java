import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A CSV file without quotes: numbers, and texts where a cell is no number. */
final class Table {
    final String[] names;
    final List<Object[]> rows = new ArrayList<>();

    Table(Path file, int limit) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            names = reader.readLine().split(",");
            String line;
            while (rows.size() < limit && (line = reader.readLine()) != null) {
                rows.add(parse(line));
            }
        }
    }

    static Object[] parse(String line) {
        String[] cells = line.split(",");
        Object[] row = new Object[cells.length];
        for (int i = 0; i < cells.length; i++) {
            char first = cells[i].charAt(0);
            boolean number = first == '-' || first >= '0' && first <= '9';
            row[i] = number ? (Object) Double.valueOf(cells[i]) : cells[i];
        }
        return row;
    }
}
