"""Sizes that rust_serialization_benchmark publishes. Data sets that are encoded
to the same bytes by so many formats are the same data sets."""

SIZES = {
    "log": {"Borsh": 885_780, "Protobuf": 884_628, "FlatBuffers": 1_276_368,
            "Cap'n Proto": 1_443_216, "MessagePack": 784_997, "bitcode": 703_710,
            "rkyv": 1_011_488},
    "mesh": {"Borsh": 6_000_004, "Protobuf": 8_750_000, "FlatBuffers": 6_000_024,
             "MessagePack": 8_125_006},
    "minecraft_savedata": {"Borsh": 446_595, "MessagePack": 416_025, "bitcode": 327_688,
                           "rkyv": 603_776},
    "mk48": {"Borsh": 1_486_162, "rkyv": 2_029_080},
}
