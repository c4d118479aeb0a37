//! Writes the record of 500 optional fields, which nobody writes by hand.

use std::fmt::Write;

fn main() {
    let (mut fields, mut nones, mut slots) = (String::new(), String::new(), String::new());
    for field in 0..500 {
        writeln!(fields, "    pub f{field:03}: Option<u32>,").unwrap();
        writeln!(nones, "            f{field:03}: None,").unwrap();
        writeln!(slots, "            {field} => &mut self.f{field:03},").unwrap();
    }
    let text = format!(
        "plain! {{ pub struct Sparse {{\n{fields}}} }}\n\
         impl Sparse {{\n    fn empty() -> Self {{\n        Self {{\n{nones}        }}\n    }}\n\
         fn slot(&mut self, field: usize) -> &mut Option<u32> {{\n        match field {{\n\
         {slots}            _ => unreachable!(),\n        }}\n    }}\n}}\n"
    );
    let path = std::path::Path::new(&std::env::var("OUT_DIR").unwrap()).join("sparse.rs");
    std::fs::write(path, text).unwrap();
    println!("cargo:rerun-if-changed=build.rs");
}
