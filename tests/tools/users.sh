# users N: an array of N users, all different, one per line.
users() {
  awk -v n="$1" 'BEGIN {
    print "["
    split("active off suspended", status, " ")
    split("small medium large", size, " ")
    for (i = 0; i < n; ++i) {
      printf "{\"id\":%d,\"name\":\"user %d\"", 1000 + i, i * 7919 % 1000
      printf ",\"status\":\"%s\"", status[i % 11 == 0 ? 2 : i % 5 == 0 ? 3 : 1]
      printf ",\"size\":\"%s\"", size[i * i % 3 + 1]
      printf ",\"age\":%d,\"balance\":%d", i * 37 % 131, (i - 50) * 1000003
      printf ",\"score\":%s,\"ratio\":%s", i * 0.25, i % 3 == 0 ? 1.5 : i * 0.5
      printf ",\"admin\":%s", i % 17 == 0 ? "true" : "false"
      if (i % 4 == 0) printf ",\"email\":\"u%d@example.org\"", i
      printf ",\"avatar\":\"%s\"", i % 6 == 0 ? "AAEC" : ""
      printf ",\"tags\":["
      for (j = 0; j < i % 4; ++j) printf "%s\"tag%d\"", j ? "," : "", j * i % 7
      printf "],\"matrix\":["
      for (j = 0; j < i % 3; ++j) printf "%s[%d,%d]", j ? "," : "", -i, j
      printf "],\"home\":{\"street\":\"s%d\",\"zip\":%d}", i % 20, 10000 + i
      if (i % 9 == 0) printf ",\"work\":{\"street\":\"w\",\"zip\":%d}", i
      printf ",\"friends\":["
      for (j = 0; j < i % 2; ++j) printf "{\"street\":\"f\",\"zip\":%d}", j
      printf "],\"nothing\":%d}%s\n", i % 8 == 0 ? i : -3, i < n - 1 ? "," : ""
    }
    print "]"
  }'
}
