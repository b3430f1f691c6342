package bantin.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemplateTest {
  private static final Map<String, String> PHYSICAL =
      Map.of(
          "EditorPool.ProviderURL",
          "http://127.0.0.1:1",
          "EditorClient",
          "desk",
          "HitKey.ClientSecret",
          "hits",
          "CursorKey.ClientSecret",
          "cursors",
          "CdnKey.ClientSecret",
          "cdn");

  @TempDir Path folder;

  @Test
  void findsTemplateInFolderAbove() {
    assertThat(Template.read().file()).hasFileName("template.yaml");
    assertThat(Template.read().tables())
        .containsExactly("Newsroom", "Articles", "Visits", "Tallies", "Recounts");
  }

  @Test
  void tellsWhichResourcesADeploymentCreates() {
    Template template = Template.read();
    assertThat(template.isDeployed("Articles")).isTrue();
    assertThat(template.isDeployed("Distribution")).isTrue();
    assertThat(template.isDeployed("Overview")).isFalse();
    Template withoutCdn = template.with(Map.of("Cdn", "off", "Dashboard", "on"));
    assertThat(withoutCdn.isDeployed("Distribution")).isFalse();
    assertThat(withoutCdn.isDeployed("Overview")).isTrue();
    assertThatThrownBy(() -> template.isDeployed("Nothing")).isInstanceOf(TemplateException.class);
  }

  @Test
  void resolvesEveryFunctionOfProject() {
    Template template = Template.read().with(PHYSICAL);
    assertThat(template.functions())
        .extracting(Function::id)
        .contains("ListArticlesFunction", "RecountVisitsFunction", "EditArticlesFunction");
    assertThat(template.function("ServeAssetsFunction").environment())
        .containsEntry("ISSUER", "http://127.0.0.1:1")
        .containsEntry("CLIENT_ID", "desk")
        .containsEntry("SITE_NAME", "Bản Tin");
    assertThat(template.function("ServeAssetsFunction").logging())
        .isEqualTo(new Logging("JSON", "INFO", "WARN"));
    assertThat(template.function("RecountVisitsFunction").schedules())
        .containsExactly(new Schedule(LocalTime.of(2, 30), ZoneId.of("Asia/Ho_Chi_Minh"), "{}"));
    assertThat(template.function("TallyHitsFunction").streams())
        .singleElement()
        .satisfies(stream -> assertThat(stream.table()).isEqualTo("Visits"))
        .satisfies(stream -> assertThat(stream.tumblingWindowSeconds()).isPositive());
    assertThat(template.function("ShowArticleFunction").routes())
        .extracting(Route::key)
        .containsExactly(
            "GET /{section}/{article}",
            "HEAD /{section}/{article}",
            "GET /api/articles/{id}",
            "HEAD /api/articles/{id}",
            "GET /preview/{token}",
            "HEAD /preview/{token}",
            "$default");
    assertThat(template.authorizers().get("Editors"))
        .isEqualTo(new Authorizer("Editors", "http://127.0.0.1:1", List.of("desk")));
    assertThat(template.function("EditArticlesFunction").routes())
        .allSatisfy(
            route -> {
              assertThat(route.authorizer()).isEqualTo("Editors");
              assertThat(route.scopes()).containsExactly("bantin/newsroom");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!Ref Name                                   | Bản Tin",
        "!Ref Table                                  | Table",
        "!Ref AWS::StackName                         | bantin",
        "!GetAtt Table.Arn                           | arn:table",
        "!Sub '${Table.Arn}/index/${Name}/${!Name}'  | arn:table/index/Bản Tin/${Name}",
        "!Sub ['${A}-b', {A: !Ref Name}]             | Bản Tin-b",
        "!Select [1, !Split ['/', 'a/b/c']]          | b",
        "!Join ['-', [a, !Ref Name]]                 | a-Bản Tin",
        "!FindInMap [Sizes, Small, Width]            | 480",
        "!If [Named, yes it is, no]                  | yes it is",
        "!If [Unnamed, yes, no it is not]            | no it is not",
        "{'Fn::Join': ['', [a, b]]}                  | ab",
        "7                                           | 7",
      })
  void evaluatesIntrinsicFunctions(String value, String expected) throws IOException {
    Template template = template(value).with(Map.of("Table.Arn", "arn:table"));
    assertThat(template.function("F").environment()).containsEntry("V", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!Ref Nothing                      | refers to Nothing, which the template does not declare",
        "!GetAtt Nothing.Arn               | refers to Nothing, which the template does not declare",
        "!GetAtt Table.Colour              | refers to Table.Colour, which has no value here",
        "!Sub '${Nothing}'                 | refers to Nothing, which the template does not declare",
        "!Ref Bare                         | parameter Bare, which has no default",
        "!If [Never, a, b]                 | condition Never, which the template does not declare",
        "!Select [3, [a, b]]               | selects element 3 of 2",
        "!FindInMap [Sizes, Large, Width]  | [Sizes, Large, Width], which no mapping holds",
        "!ImportValue x                    | uses Fn::ImportValue, not known here",
        "[a, b]                            | is not a single value",
      })
  void namesUnresolvedReference(String value, String expected) throws IOException {
    assertThatThrownBy(() -> template(value).functions())
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("F.Environment.Variables.V")
        .hasMessageContaining(expected);
  }

  @Test
  void overridesParameterByName() throws IOException {
    assertThat(template("!Ref Name").with(Map.of("Name", "Khác")).function("F").environment())
        .containsEntry("V", "Khác");
  }

  @Test
  void prefersFunctionsOwnSettingsToGlobals() throws IOException {
    assertThat(template("own").function("F").environment())
        .containsEntry("V", "own")
        .containsEntry("ALL", "everywhere");
    assertThat(template("own").function("F").timeoutSeconds()).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({
    "!Ref Nothing",
    "!GetAtt Nothing.Arn",
    "!Sub 'a/${Nothing}'",
    "!Sub '${Nothing.Arn}'"
  })
  void checksReferencesThatAreNotResolvedLocally(String value) throws IOException {
    Template.read().requireReferences();
    assertThatThrownBy(() -> template(value).requireReferences())
        .hasMessage(
            "F.Properties.Environment.Variables.V refers to Nothing, which the template does not"
                + " declare.");
  }

  @Test
  void givesRoutesTheScopesOfTheirAuthorizer() throws IOException {
    Template template =
        write(
            """
            Resources:
              Api:
                Type: AWS::Serverless::HttpApi
                Properties:
                  Auth: {Authorizers: {Editors: {AuthorizationScopes: [write]}, Others: {}}}
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.B
                  CodeUri: b.zip
                  Events:
                    Of:
                      Type: HttpApi
                      Properties: {ApiId: !Ref Api, Path: /of, Auth: {Authorizer: Editors}}
                    Own:
                      Type: HttpApi
                      Properties:
                        ApiId: !Ref Api
                        Path: /own
                        Auth: {Authorizer: Editors, AuthorizationScopes: [read]}
                    Any:
                      Type: HttpApi
                      Properties: {ApiId: !Ref Api, Path: /any, Auth: {Authorizer: Others}}
                    Public: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /public}}
            """);
    assertThat(template.function("F").routes())
        .containsExactly(
            new Route("ANY", "/of", "Editors", List.of("write")),
            new Route("ANY", "/own", "Editors", List.of("read")),
            new Route("ANY", "/any", "Others", List.of()),
            new Route("ANY", "/public", null, List.of()));
  }

  @Test
  void refusesStreamWithoutTable() throws IOException {
    Template template = file("Stream: !GetAtt Nothing.StreamArn");
    assertThatThrownBy(template::functions).hasMessageContaining("Nothing, which is no table");
  }

  @Test
  void refusesStreamOfTableWithoutStream() throws IOException {
    Template template = file("Stream: !GetAtt Table.StreamArn");
    assertThatThrownBy(template::functions).hasMessageContaining("Table, which has no stream");
  }

  private Template file(String stream) throws IOException {
    return write(
        """
        Resources:
          Table: {Type: AWS::DynamoDB::Table}
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a.B
              CodeUri: b.zip
              Events:
                S:
                  Type: DynamoDB
                  Properties:
                    %s
                    StartingPosition: LATEST
        """
            .formatted(stream));
  }

  private Template template(String value) throws IOException {
    return write(
        """
        Parameters:
          Name: {Type: String, Default: Bản Tin}
          Bare: {Type: String}
        Conditions:
          Named: !Not [!Equals [!Ref Name, '']]
          Unnamed: !And [!Condition Named, !Equals [!Ref Name, '']]
        Mappings:
          Sizes: {Small: {Width: 480}}
        Globals:
          Function:
            Timeout: 9
            Environment: {Variables: {V: global, ALL: everywhere}}
        Resources:
          Table: {Type: AWS::DynamoDB::Table}
          F:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a.B
              CodeUri: b.zip
              Environment:
                Variables:
                  V: %s
        """
            .formatted(value));
  }

  private Template write(String text) throws IOException {
    Path file = folder.resolve("template.yaml");
    Files.writeString(file, text, UTF_8);
    return Template.read(file);
  }
}
