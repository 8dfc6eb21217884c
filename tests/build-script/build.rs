//! All that a crate needs to have its types generated while it builds.

use trueup_codegen::build::Build;

fn main() {
    Build::new("catalog.schema.json").write_to_out_dir("catalog.rs");
    Build::new("order.schema.json").write_to_out_dir("order.rs");
}
