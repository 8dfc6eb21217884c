//! Schemas that stand in OpenAPI documents.

use super::Place;

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      responses:
        200:
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string, nullable: true}
        age: {type: integer, minimum: 0, exclusiveMinimum: true}
        tag: {$ref: '#/components/schemas/Tag', nullable: true}
        kind: {enum: [cat], nullable: true}
        other: {type: string, nullable: false}
    Tag: {type: string, maxLength: 3}
";

/// Whether a payload is valid by the part of a document.
#[track_caller]
fn judged(place: &Place, schema: &str, payload: &str, valid: bool) {
    place.write("p.json", payload);
    let ran = place.run(&format!("check --schema {schema} p.json"));
    assert_eq!(
        ran.code,
        Some(i32::from(!valid)),
        "{schema} {payload} {ran:#?}"
    );
}

#[test]
fn openapi_3_0_has_a_dialect_of_its_own() {
    let place = Place::new().file("pets.yaml", PETS);
    let cases = [
        ("{\"name\": \"a\"}", true),
        ("{\"name\": null}", true),
        ("{\"name\": 1}", false),
        ("{}", false),
        ("{\"name\": \"a\", \"age\": 1}", true),
        ("{\"name\": \"a\", \"age\": 0}", false),
        ("{\"name\": \"a\", \"age\": null}", false),
        // `$ref` hides its siblings, so this `nullable` means nothing.
        ("{\"name\": \"a\", \"tag\": null}", false),
        ("{\"name\": \"a\", \"tag\": \"abcd\"}", false),
        // Without `type`, so does this one.
        ("{\"name\": \"a\", \"kind\": null}", false),
        ("{\"name\": \"a\", \"kind\": \"cat\"}", true),
        ("{\"name\": \"a\", \"other\": null}", false),
    ];
    for (payload, valid) in cases {
        judged(&place, "pets.yaml#/components/schemas/Pet", payload, valid);
    }
}

#[test]
fn a_schema_anywhere_in_the_document_can_be_named() {
    let place = Place::new().file("pets.yaml", PETS);
    let part = "pets.yaml#/paths/~1pets/get/responses/200/content/application~1json/schema";
    judged(&place, part, "[{\"name\": null}]", true);
    judged(&place, part, "[{}]", false);
    place.write("p.json", "[{\"name\": 1}]");
    let ran = place.run(&format!("check --schema {part} p.json")).exits(1);
    ran.finds(&["schema: pets.yaml:17:22  /components/schemas/Pet/properties/name/type"]);
}

#[test]
fn openapi_3_1_is_in_the_draft_that_it_names() {
    let document = |version: &str, dialect: &str| {
        format!(
            "{{\"openapi\": \"{version}\", \"info\": {{}}, {dialect} \"components\": {{\"schemas\": \
             {{\"Age\": {{\"type\": [\"integer\", \"null\"], \"exclusiveMinimum\": 0}}, \
             \"Row\": {{\"prefixItems\": [{{\"$ref\": \"#/components/schemas/Age\"}}], \"nullable\": true}}}}}}}}"
        )
    };
    let place = Place::new();
    let own = "\"jsonSchemaDialect\": \"https://spec.openapis.org/oas/3.1/dialect/base\",";
    for (version, dialect) in [("3.1.0", ""), ("3.1.1", own), ("3.2.0", "")] {
        place.write("api.json", document(version, dialect));
        judged(&place, "api.json#/components/schemas/Age", "1", true);
        judged(&place, "api.json#/components/schemas/Age", "null", true);
        judged(&place, "api.json#/components/schemas/Age", "0", false);
        judged(&place, "api.json#/components/schemas/Row", "[1]", true);
        judged(&place, "api.json#/components/schemas/Row", "[0]", false);
    }
    let draft7 = "\"jsonSchemaDialect\": \"http://json-schema.org/draft-07/schema#\",";
    place.write("api.json", document("3.1.0", draft7));
    // Draft 7 has no `prefixItems`.
    judged(&place, "api.json#/components/schemas/Row", "[0]", true);
    let unknown = "\"jsonSchemaDialect\": \"https://example.com/dialect\",";
    place.write("api.json", document("3.1.0", unknown));
    let ran = place
        .run("check --schema api.json#/components/schemas/Age p.json")
        .exits(2);
    ran.says(&["api.json:1:55: ", "https://example.com/dialect"]);
}

#[test]
fn what_is_wrong_in_a_document_is_told_at_its_place() {
    let place = Place::new().file("p.json", "{}").file("pets.yaml", PETS);
    let ran = place.run("check --schema pets.yaml p.json").exits(2);
    ran.says(&[
        "pets.yaml#/components/schemas/NAME",
        "it defines \"Pet\", \"Tag\"",
    ]);
    let ran = place
        .run("check --schema pets.yaml#/components/schemas/Cat p.json")
        .exits(2);
    ran.says(&[
        "there is no schema at \"/components/schemas/Cat\"",
        "\"Pet\"",
    ]);
    let broken = PETS.replace("exclusiveMinimum: true", "exclusiveMinimum: 0");
    place.write("broken.yaml", broken);
    let ran = place
        .run("check --schema broken.yaml#/components/schemas/Tag p.json")
        .exits(2);
    ran.says(&["broken.yaml:18:60: ", "exclusiveMinimum"]);
    let dangling = PETS.replace("schemas/Tag'", "schemas/Tga'");
    place.write("broken.yaml", dangling);
    let ran = place
        .run("check --schema broken.yaml#/components/schemas/Pet p.json")
        .exits(2);
    ran.says(&["broken.yaml:19:21: ", "schemas/Tag"]);
}

#[test]
fn swagger_2_0_is_read_as_draft_4() {
    let place = Place::new().file(
        "api.yaml",
        "swagger: '2.0'\ninfo: {}\ndefinitions:\n  Age: {type: integer, minimum: 0, exclusiveMinimum: true, nullable: true}\n",
    );
    judged(&place, "api.yaml#/definitions/Age", "1", true);
    judged(&place, "api.yaml#/definitions/Age", "0", false);
    judged(&place, "api.yaml#/definitions/Age", "null", false);
}
