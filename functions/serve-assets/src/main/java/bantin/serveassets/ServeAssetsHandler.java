package bantin.serveassets;

import bantin.desk.DeskPage;
import bantin.desk.Modules;
import bantin.http.HttpHandler;
import bantin.http.RecordedEvent;
import bantin.http.Request;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.page.Assets;
import bantin.snapshot.Snapshot;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;

/** Serves {@code /assets/*}, {@code /admin} and {@code /api/sign-in}. */
public final class ServeAssetsHandler extends HttpHandler {
  private final SignIn signIn;
  private final String siteName;
  private final ZoneId zone;
  private final String uploadHosts;

  public ServeAssetsHandler() {
    this(
        Map.of(
            "ISSUER", System.getenv("ISSUER"),
            "SIGN_IN_ORIGIN", System.getenv("SIGN_IN_ORIGIN"),
            "CLIENT_ID", System.getenv("CLIENT_ID"),
            "SCOPE", System.getenv("SCOPE"),
            "RETURN_URL", System.getenv("RETURN_URL"),
            "SITE_NAME", System.getenv("SITE_NAME"),
            "SITE_ZONE", System.getenv("SITE_ZONE"),
            "UPLOAD_HOSTS", System.getenv("UPLOAD_HOSTS")));
    Snapshot.primedBy(this::prime);
  }

  ServeAssetsHandler(Map<String, String> environment) {
    this.signIn = SignIn.of(environment);
    this.siteName = environment.getOrDefault("SITE_NAME", "Bản Tin");
    this.uploadHosts = environment.getOrDefault("UPLOAD_HOSTS", "");
    this.zone = ZoneId.of(environment.getOrDefault("SITE_ZONE", "Asia/Ho_Chi_Minh"));
  }

  void prime() throws IOException {
    RecordedEvent event = recorded("serve-assets");
    event.replay();
    event.at("GET /admin", Map.of()).replay();
    String style = Assets.PORTAL.url("style.css");
    event
        .at("GET /assets/{asset}", Map.of("asset", style.substring(style.lastIndexOf('/') + 1)))
        .replay();
  }

  @Override
  protected Response answer(Request request) {
    return switch (request.route()) {
      case "GET /assets/{asset}" -> asset(request.pathParameter("asset"));
      case "GET /admin" -> admin(request);
      case "GET /api/sign-in" -> signIn();
      default -> throw RequestReasons.NOTHING_HERE.problem();
    };
  }

  private static Response asset(String file) {
    Assets.Asset asset = Assets.PORTAL.find(file);
    if (asset == null) {
      asset = Modules.files().find(file);
    }
    if (asset == null) {
      throw AssetReasons.NO_FILE.problem();
    }
    Response response =
        Response.of(200, asset.type(), asset.bytes())
            .with("Cache-Control", "public, max-age=31536000, immutable");
    return asset.url().equals(Assets.PORTAL.url(Assets.WORKER)) ? worker(response) : response;
  }

  /** Answer with the service worker, which asks this site alone. */
  private static Response worker(Response response) {
    return response
        .with("Service-Worker-Allowed", "/")
        .with("Content-Security-Policy", "default-src 'none'; connect-src 'self'");
  }

  private Response admin(Request request) {
    return DeskPage.response(
        request, siteName, zone, signIn.json(), (signIn.origins() + " " + uploadHosts).strip());
  }

  private Response signIn() {
    return Response.json(200, signIn.json()).with("Cache-Control", "public, max-age=60");
  }
}
