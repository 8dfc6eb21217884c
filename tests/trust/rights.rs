//! What may be written to: a file that is read-only stays, though its folder would let it be replaced,
//! and whatever is replaced keeps its rights.

use std::fs::{Permissions, metadata, set_permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use super::Place;
use super::kill::names;
use crate::e2e::{BAD, SCHEMA};

const CASED: &str = r#"{"enum": ["Tokyo"]}"#;

fn protect(place: &Place, name: &str, mode: u32) {
    set_permissions(place.path(name), Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_read_only_file_is_refused_and_the_others_are_written() {
    let config = "[[generate]]\nschema = \"lamp.schema.json\"\noutput = \"out/a.rs\"\n";
    let place = Place::with_lamp()
        .file("cased.schema.json", CASED)
        .file("locked.json", "\"TOKYO\"")
        .file("locked.ndjson", "\"TOKYO\"\n")
        .file("open.json", "\"TOKYO\"")
        .file("known.json", "{}")
        .file("found.txt", "old")
        .file(
            "trueup.toml",
            &format!("{config}{}", config.replace("out/a.rs", "out/b.rs")),
        );
    let locked = ["locked.json", "locked.ndjson", "known.json", "found.txt"];
    locked.iter().for_each(|name| protect(&place, name, 0o444));
    place
        .run("check --fix --schema cased.schema.json locked.json locked.ndjson open.json")
        .exits(2)
        .says(&[
            "locked.json: cannot be mended: it is read-only",
            "locked.ndjson: cannot be mended: it is read-only",
            "open.json: mended 1 fault",
        ]);
    assert_eq!(place.read("locked.json"), "\"TOKYO\"");
    assert_eq!(place.read("locked.ndjson"), "\"TOKYO\"\n");
    assert_eq!(place.read("open.json"), "\"Tokyo\"");
    // What would change can be seen all the same.
    place
        .run("check --fix --diff --schema cased.schema.json locked.json")
        .exits(1)
        .finds(&["+\"Tokyo\""]);
    let check = "check --schema lamp.schema.json bad.json";
    place
        .run(&format!("{check} --baseline known.json --write-baseline"))
        .exits(2)
        .says(&["known.json: cannot be written: it is read-only"]);
    place
        .run(&format!("{check} --output-file found.txt"))
        .exits(2)
        .says(&["found.txt: cannot be written", "it is read-only"]);
    assert_eq!(
        (place.read("known.json"), place.read("found.txt")),
        ("{}".into(), "old".into())
    );

    place.run("generate").exits(0);
    // It has the right bytes, so nothing is to be written.
    protect(&place, "out/a.rs", 0o444);
    place.run("generate").exits(0);
    place.write("lamp.schema.json", SCHEMA.replace("lit", "bright"));
    let old = place.read("out/a.rs");
    place.run("generate").exits(2).says(&[
        "out/a.rs: cannot be written: it is read-only",
        "wrote out/b.rs",
    ]);
    assert_eq!(place.read("out/a.rs"), old);
    assert_ne!(place.read("out/b.rs"), old);
    assert_eq!(names(&place.path("out")), ["a.rs", "b.rs"]);
}

/// One that belongs to somebody else may be protected from us without being read-only.
#[test]
fn a_file_that_only_its_owner_may_write_is_refused() {
    if !trueup_testkit::tool("setpriv") {
        return;
    }
    let place = Place::new()
        .file("cased.schema.json", CASED)
        .file("theirs.json", "\"TOKYO\"");
    let script = "[ \"$(id -u)\" = 0 ] || exit 99\n\
        cp \"$0\" ./command && chmod 777 . && chmod 755 command && chmod 644 theirs.json\n\
        exec setpriv --reuid=65534 --regid=65534 --clear-groups \
        ./command check --fix --schema cased.schema.json theirs.json";
    let ran = place.shell(script);
    if ran.code == Some(99) {
        trueup_testkit::shown("only root can become somebody else");
        return;
    }
    ran.exits(2)
        .says(&["theirs.json: cannot be mended: Permission denied"]);
    assert_eq!(place.read("theirs.json"), "\"TOKYO\"");
}

#[test]
fn what_is_mended_keeps_its_rights_and_leaves_other_links_alone() {
    let place = Place::new()
        .file("cased.schema.json", CASED)
        .file("payload.json", "\"TOKYO\"");
    protect(&place, "payload.json", 0o750);
    std::fs::hard_link(place.path("payload.json"), place.path("linked.json")).unwrap();
    let before = metadata(place.path("payload.json")).unwrap();
    let check = "check --fix --schema cased.schema.json payload.json";
    place.run_under("umask 077", check).exits(0);
    let after = metadata(place.path("payload.json")).unwrap();
    assert_eq!(after.mode(), before.mode());
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    assert_eq!(place.read("payload.json"), "\"Tokyo\"");
    assert_eq!(place.read("linked.json"), "\"TOKYO\"");
}

#[test]
fn a_link_stays_one_and_what_it_leads_to_is_written() {
    let config = "[[generate]]\nschema = \"cased.schema.json\"\noutput = \"link.rs\"\n";
    let place = Place::new()
        .file("cased.schema.json", CASED)
        .file("deep/payload.json", "\"TOKYO\"")
        .file("deep/types.rs", "")
        .file("trueup.toml", config);
    place
        .shell("ln -s deep/payload.json link.json && ln -s deep/types.rs link.rs")
        .exits(0);
    place
        .run("check --fix --schema cased.schema.json link.json")
        .exits(0);
    place.run("generate").exits(0);
    for link in ["link.json", "link.rs"] {
        let known = std::fs::symlink_metadata(place.path(link)).unwrap();
        assert!(known.is_symlink(), "{link}");
    }
    assert_eq!(place.read("deep/payload.json"), "\"Tokyo\"");
    assert!(place.read("deep/types.rs").contains("Tokyo"));
    assert_eq!(names(&place.path("deep")), ["payload.json", "types.rs"]);
}

/// To read it again, and to write to it, would wait for ever.
#[test]
fn a_pipe_is_not_mended() {
    let place = Place::new()
        .file("cased.schema.json", CASED)
        .file("in", "\"TOKYO\"");
    for name in ["pipe.json", "pipe.ndjson"] {
        place
            .shell(&format!(
                "mkfifo {name}; cat in >{name} & timeout 30 \"$0\" check --fix \
                 --schema cased.schema.json {name}"
            ))
            .exits(2)
            .says(&[&format!("{name}: cannot be mended: it is no regular file")]);
    }
}

#[test]
fn a_file_of_findings_keeps_its_rights() {
    let place = Place::with_lamp()
        .file("found.txt", "old")
        .file("more.json", BAD);
    protect(&place, "found.txt", 0o604);
    place
        .run("check --schema lamp.schema.json --output-file found.txt more.json")
        .exits(1);
    assert_ne!(place.read("found.txt"), "old");
    let mode = metadata(place.path("found.txt")).unwrap().mode();
    assert_eq!(mode & 0o777, 0o604);
}
