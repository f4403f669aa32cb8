UPDATE replica_state SET exported_seq = seq;
