//! stand-in
/// n
#[derive(Clone)]
pub struct Notify;
impl Notify {
    /// d
    pub fn ready(&self, _e: usize, _s: usize) {}
    /// d
    pub fn open(&self, _u: &str) -> bool {
        true
    }
    /// d
    pub fn change(&self, _v: &str, _d: &str, _f: &str) {}
    /// d
    pub fn error(&self, _k: &str, _m: &str) {}
    /// d
    pub fn rendered(&self) {}
    /// d
    pub fn failed(&self) {}
}
