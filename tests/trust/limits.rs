//! Every limit has one place, a way to change it or a reason why there is none, and a finding of
//! its own: the table in `SECURITY.md` is held to what happens.
