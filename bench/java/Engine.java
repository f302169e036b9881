import java.io.File;

/** An engine that scores one row at a time. */
interface Engine {
    void load(File document) throws Exception;

    /** A row in the form that the engine takes, made of values that are parsed already: Double or String. */
    Object row(String[] names, Object[] values);

    /** The result of a row, by name. */
    Object score(Object row, String result);

    static Engine byName(String name) {
        return switch (name) {
            case "jpmml" -> new Jpmml();
            case "pmml4s" -> new Pmml4s();
            default -> throw new IllegalArgumentException("no engine " + name);
        };
    }
}
