//! What is read from YAML and TOML, and where it stands.

mod agreement;
mod faults;
mod places;
mod toml;
mod yaml;

use trueup_document::{Buffer, Document, Json, Kind, Limits, Node, Pointer, ReadError, Transcript};

/// Hands each document of a YAML stream over, or the fault that ends it.
fn yaml_documents(text: &str, limits: &Limits) -> Vec<Result<Transcript<'static>, ReadError>> {
    trueup_formats::yaml::documents(text, limits)
        .map(|read| read.map(Transcript::into_owned))
        .collect()
}

fn yaml(text: &str) -> Result<Transcript<'static>, ReadError> {
    trueup_formats::yaml::read(text, &Limits::default()).map(Transcript::into_owned)
}

fn toml(text: &str) -> Result<Transcript<'static>, ReadError> {
    trueup_formats::toml::read(text, &Limits::default()).map(Transcript::into_owned)
}

/// The value of a transcript.
fn json(transcript: &Transcript<'_>) -> Json {
    with_document(transcript, |document| document.root().into())
}

fn with_document<T>(transcript: &Transcript<'_>, look: impl FnOnce(&Document<'_>) -> T) -> T {
    let document = Document::of_transcript(transcript, &Limits::default(), &mut Buffer::default());
    look(&document.expect("a transcript can be read"))
}

/// Every value and name with the text at its place: `/a` for a value, `/a:` for its name.
fn places(transcript: &Transcript<'_>) -> Vec<(String, String)> {
    with_document(transcript, |document| {
        let mut out = Vec::new();
        collect(document.root(), &Pointer::root(), &mut out);
        out
    })
}

fn collect(node: Node<'_>, at: &Pointer, out: &mut Vec<(String, String)>) {
    let slice = |node: Node<'_>| {
        let span = node.span();
        node.document().text()[span.start..span.end].to_owned()
    };
    out.push((at.to_string(), slice(node)));
    for member in node.members() {
        let inner = at.child(&member.name());
        out.push((format!("{inner}:"), slice(member.key())));
        collect(member.value(), &inner, out);
    }
    for (index, element) in node.elements().enumerate() {
        collect(element, &at.child(&index.to_string()), out);
    }
    assert!(
        node.is_empty() || matches!(node.kind(), Kind::Array | Kind::Object),
        "{at}"
    );
}

/// What is odd in a transcript: the code and the text at the place.
fn remarks(transcript: &Transcript<'_>) -> Vec<(&'static str, String)> {
    let text = |remark: &trueup_document::Remark| {
        transcript.source()[remark.span.start..remark.span.end].to_owned()
    };
    let remarks = transcript.remarks().iter();
    remarks
        .map(|remark| (remark.kind.code(), text(remark)))
        .collect()
}
