import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** java.net.http (`http`), HttpURLConnection (`url`) or the same streaming (`streaming`) as a client; see client.py. */
public class Client {
    private static final String BODY = "{\"name\":\"Acme\"}";

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] part = line.split(" ");
            try {
                int status = arguments[0].equals("http") ? http(part) : url(part, arguments[0].equals("streaming"));
                System.out.println(status);
            } catch (Exception error) {
                System.out.println(error.getClass().getSimpleName() + ": " + error.getMessage());
            }
            System.out.flush();
        }
        System.exit(0);
    }

    private static int http(String[] part) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest warm = HttpRequest.newBuilder(URI.create(part[1])).header("Authorization", "Bearer " + part[3])
            .build();
        client.send(warm, HttpResponse.BodyHandlers.ofString());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(part[2])).timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + part[3]);
        if (!part[4].equals("-")) request.header("Idempotency-Key", part[4]);
        if (part[0].equals("POST")) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(BODY));
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return whole(answer.statusCode(), answer.body());
    }

    private static int url(String[] part, boolean streams) throws Exception {
        HttpURLConnection warm = (HttpURLConnection) URI.create(part[1]).toURL().openConnection();
        warm.setRequestProperty("Authorization", "Bearer " + part[3]);
        warm.getInputStream().readAllBytes();
        HttpURLConnection connection = (HttpURLConnection) URI.create(part[2]).toURL().openConnection();
        connection.setReadTimeout(10_000);
        connection.setRequestMethod(part[0]);
        connection.setRequestProperty("Authorization", "Bearer " + part[3]);
        if (!part[4].equals("-")) connection.setRequestProperty("Idempotency-Key", part[4]);
        if (part[0].equals("POST")) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
            if (streams) connection.setFixedLengthStreamingMode(body.length);
            connection.getOutputStream().write(body);
        }
        byte[] answer = connection.getInputStream().readAllBytes();
        return whole(connection.getResponseCode(), new String(answer, StandardCharsets.UTF_8));
    }

    private static int whole(int status, String body) throws Exception {
        if (!body.endsWith("}")) throw new Exception("the JSON is cut");
        return status;
    }
}
