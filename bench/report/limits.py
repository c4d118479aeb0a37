"""What limits the measurements that the targets are about, from profiles by
callgrind (instructions) of the same programs."""

LIMITS = {
    "log size": "71 % of the bytes are the text of the dates, which the schema calls strings",
    "mk48 size": "random floats and angles; see below",
    "mesh size": "a raw list, read in place; as records in columns 5,191,417 B",
    "encode log":
        "instructions: about 21 million, at first 37 million in `Finish` alone. A third "
        "hashes, compares and copies 40,000 texts to find dictionaries, a fifth surveys "
        "numbers for their forms, the rest packs, checks UTF-8 and sets rows. Tried: "
        "surveys within a budget, columns gathered in their native width",
    "encode log bitcode":
        "bitcode looks for no dictionaries, checks no UTF-8, and writes twice the bytes",
    "verify log": "UTF-8 of 253 kB of dates, 60,000 lengths and indexes",
    "verify log bytes":
        "instructions: sums of lengths against their samples, and dictionary indexes, "
        "value by value",
    "read rows":
        "instructions: `code` is a dictionary (a call and two loads that depend on each "
        "other), `size` 27 bits wide, where FlatBuffers loads",
    "read columns":
        "instructions: columns are unpacked into memory, then added; rkyv's numbers "
        "stand ready",
    "encode status":
        "instructions: one row goes through what orders, flags and surveys tables of "
        "millions, 30 times",
    "read status Protobuf":
        "instructions: 30 descriptors of 64 bytes are filled from codes of single bits, and "
        "checked; reading a field then takes 2 ns",
    "read status FlatBuffers": "the same",
    "encode memory":
        "buffers that double while they grow, and the message beside the rows it is "
        "made of",
    "sparse": "one bit column names the five fields that are there",
}
