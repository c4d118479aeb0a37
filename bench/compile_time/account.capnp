@0xbf5147cbbecf40c1;
using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("bench_capnp");

enum Plan { free @0; basic @1; pro @2; team @3; }

struct Address {
  street @0 :Text;
  city @1 :Text;
  code @2 :Text;
  country @3 :Text;
}

struct Device {
  name @0 :Text;
  serial @1 :UInt64;
  active @2 :Bool;
}

struct Account {
  id @0 :UInt64;
  name @1 :Text;
  email @2 :Text;
  phone @3 :Text;
  plan @4 :Plan;
  active @5 :Bool;
  admin @6 :Bool;
  age @7 :UInt8;
  visits @8 :UInt32;
  created @9 :Int64;
  updated @10 :Int64;
  expires :union { none @11 :Void; some @12 :Int64; }
  balance @13 :Int64;
  credit @14 :Float64;
  score @15 :Float32;
  rank @16 :UInt16;
  level @17 :Int32;
  parent :union { none @18 :Void; some @19 :UInt64; }
  language @20 :Text;
  zone @21 :Text;
  picture @22 :Data;
  home @23 :Address;
  office @24 :Address;
  devices @25 :List(Device);
  tags @26 :List(Text);
  groups @27 :List(UInt32);
  samples @28 :List(Float64);
  flags @29 :UInt32;
  version @30 :UInt16;
  note @31 :Text;
}
