//! All that a crate needs to have its types generated while it builds.

fn main() {
    trueup_codegen::build::Build::new("catalog.schema.json").write_to_out_dir("catalog.rs");
    trueup_codegen::build::Build::new("order.schema.json").write_to_out_dir("order.rs");
    trueup_codegen::build::Build::new("shapes.schema.json").write_to_out_dir("shapes.rs");
}
